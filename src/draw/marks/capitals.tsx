/** A line in small capitals above a part of a picture: who was asked, and when. */

import type { ComponentChildren } from 'preact';
import { SIZE } from '../type.ts';
import { Label, type LabelProps } from './label.tsx';

type CapitalsProps = Pick<LabelProps, 'x' | 'y' | 'anchor'> & { readonly children: ComponentChildren };

export function Capitals({ children, ...place }: CapitalsProps) {
  return (
    <Label {...place} face="sansBold" sizePx={SIZE.fine} role="ink2" trackingPx={1.2}>
      {children}
    </Label>
  );
}
