/**
 * Registrable domains by the kind of body behind them, authored here and kept short: the great names of each kind.
 * Registries that a study gathers (hospital websites, government domains) come on top; see `LinkRegistries`.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Indexes, registries, preprint servers, publishers and journals. */
export const RESEARCH = words(`
doi.org arxiv.org biorxiv.org medrxiv.org psyarxiv.com osf.io zenodo.org figshare.com dryad.org orcid.org semanticscholar.org
jstor.org researchgate.net academia.edu ssrn.com plos.org nature.com science.org sciencemag.org sciencedirect.com elsevier.com
springer.com springernature.com wiley.com tandfonline.com sagepub.com oup.com cambridge.org frontiersin.org mdpi.com hindawi.com
biomedcentral.com bmj.com thelancet.com nejm.org jamanetwork.com jmir.org cell.com pnas.org karger.com liebertpub.com
cochrane.org cochranelibrary.com ahajournals.org annals.org acpjournals.org healthaffairs.org academic.oup.com scielo.br scielo.org
europepmc.org elifesciences.org peerj.com f1000research.com embopress.org physiology.org asm.org aacrjournals.org ascopubs.org
diabetesjournals.org psychiatryonline.org pediatrics.org clinicaltrialsregister.eu isrctn.com openalex.org crossref.org
`);

/** Hosts of public research services under a government's own domain. */
export const RESEARCH_HOSTS = words(`
pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov pmc.ncbi.nlm.nih.gov clinicaltrials.gov www.clinicaltrials.gov www.ncbi.nlm.nih.gov
eric.ed.gov reporter.nih.gov
`);

/** Social networks, video, shops, search, crowdfunding, forms: places where anybody may publish. */
export const PLATFORM = words(`
youtube.com youtu.be facebook.com fb.com fb.watch instagram.com twitter.com x.com threads.net threads.com tiktok.com reddit.com redd.it
linkedin.com pinterest.com pin.it snapchat.com tumblr.com bsky.app bsky.social mastodon.social mastodon.online mas.to fosstodon.org
medium.com substack.com wordpress.com blogspot.com blogger.com wixsite.com weebly.com squarespace.com ghost.io patreon.com ko-fi.com
gofundme.com kickstarter.com indiegogo.com change.org eventbrite.com meetup.com discord.gg discord.com telegram.org t.me
whatsapp.com wa.me twitch.tv vimeo.com dailymotion.com rumble.com bitchute.com odysee.com soundcloud.com spotify.com apple.com
google.com bing.com yahoo.com duckduckgo.com amazon.com ebay.com etsy.com walmart.com wikipedia.org wikimedia.org wikidata.org
wikihow.com fandom.com quora.com stackexchange.com github.com gitlab.com slideshare.net scribd.com issuu.com canva.com imgur.com
giphy.com tenor.com flickr.com flic.kr yelp.com tripadvisor.com foursquare.com linktr.ee beacons.ai carrd.co about.me typeform.com
surveymonkey.com jotform.com zoom.us webex.com teams.microsoft.com live.com nextdoor.com vk.com weibo.com qq.com line.me kakao.com
paper.li scoop.it flipboard.com buffer.com hootsuite.com instagr.am vine.co plus.google.com clubhouse.com truthsocial.com gab.com parler.com
`);

/** Shorteners: where a link leads cannot be seen from them. */
export const SHORTENER = words(`
bit.ly bitly.com t.co tinyurl.com goo.gl ow.ly buff.ly dlvr.it is.gd v.gd lnkd.in fb.me j.mp rb.gy cutt.ly shorturl.at tiny.cc
trib.al ift.tt amzn.to apple.co spoti.fi nyti.ms wapo.st cnn.it bbc.in reut.rs usat.ly huff.to ti.me on.wsj.com wp.me
soa.li sco.lt shar.es po.st snip.ly rebrand.ly bl.ink hubs.ly hubs.li mtr.cool zpr.io qr.ae adf.ly su.pr clck.ru cli.gs
go.usa.gov 1.usa.gov ebx.sh s.id urlz.fr chng.it gofund.me linkin.bio lnk.bio lnk.to
`);

/** Newspapers, broadcasters, agencies, trade press. */
export const NEWS = words(`
nytimes.com washingtonpost.com wsj.com usatoday.com latimes.com chicagotribune.com bostonglobe.com sfchronicle.com seattletimes.com
houstonchronicle.com dallasnews.com miamiherald.com inquirer.com startribune.com denverpost.com azcentral.com ajc.com tampabay.com
oregonlive.com cleveland.com nj.com newsday.com nypost.com nydailynews.com politico.com thehill.com axios.com vox.com theatlantic.com
newyorker.com time.com newsweek.com economist.com ft.com bloomberg.com forbes.com fortune.com businessinsider.com cnbc.com
apnews.com ap.org reuters.com upi.com afp.com cnn.com foxnews.com msnbc.com nbcnews.com abcnews.go.com cbsnews.com pbs.org npr.org
bbc.co.uk bbc.com theguardian.com independent.co.uk telegraph.co.uk thetimes.co.uk dailymail.co.uk mirror.co.uk sky.com channel4.com
cbc.ca ctvnews.ca globalnews.ca theglobeandmail.com thestar.com nationalpost.com abc.net.au smh.com.au theage.com.au news.com.au
theconversation.com irishtimes.com rte.ie scotsman.com nzherald.co.nz stuff.co.nz rnz.co.nz timesofindia.com indiatimes.com thehindu.com
ndtv.com hindustantimes.com scmp.com straitstimes.com japantimes.co.jp aljazeera.com dw.com france24.com lemonde.fr lefigaro.fr
elpais.com elmundo.es abc.es lavanguardia.com eluniversal.com.mx milenio.com clarin.com lanacion.com.ar eltiempo.com univision.com
telemundo.com spiegel.de zeit.de sueddeutsche.de faz.net corriere.it repubblica.it globo.com folha.uol.com.br huffpost.com huffingtonpost.com
buzzfeednews.com propublica.org motherjones.com slate.com salon.com vice.com wired.com arstechnica.com theverge.com technologyreview.com
scientificamerican.com newscientist.com livescience.com sciencenews.org sciencedaily.com eurekalert.org statnews.com kffhealthnews.org
khn.org medpagetoday.com medscape.com healthline.com webmd.com everydayhealth.com verywellhealth.com medicalnewstoday.com prevention.com
self.com menshealth.com womenshealthmag.com health.com fiercehealthcare.com fiercepharma.com beckershospitalreview.com
modernhealthcare.com healthcaredive.com healthleadersmedia.com healthcarefinancenews.com mobihealthnews.com healthitnews.com
kevinmd.com hcplive.com medcitynews.com endpts.com undark.org theintercept.com snopes.com politifact.com factcheck.org
`);

/** Bodies between states. Everything under .int is one by rule. */
export const INTERGOVERNMENTAL = words(`
un.org unicef.org unaids.org unfpa.org unwomen.org undp.org unhcr.org wfp.org fao.org ilo.org paho.org worldbank.org imf.org oecd.org
europa.eu wto.org iaea.org unesco.org gavi.org theglobalfund.org africacdc.org
`);

/** Charities, patient organisations, professional societies, foundations, insurers' and pharmacies' own sites. */
export const HEALTH_ORGANISATION = words(`
heart.org stroke.org cancer.org lung.org diabetes.org alz.org arthritis.org kidney.org liverfoundation.org epilepsy.com
parkinson.org apdaparkinson.org michaeljfox.org als.org mda.org nationalmssociety.org lupus.org psoriasis.org crohnscolitisfoundation.org
celiac.org cff.org sicklecelldisease.org hemophilia.org lls.org lymphoma.org komen.org bcrf.org breastcancer.org nationalbreastcancer.org
pancan.org colorectalcancer.org zerocancer.org ocrahope.org livestrong.org standuptocancer.org cancercare.org cancersupportcommunity.org
stjude.org macmillan.org.uk cancerresearchuk.org mariecurie.org.uk bhf.org.uk diabetes.org.uk alzheimers.org.uk mind.org.uk
nami.org mhanational.org afsp.org samaritans.org thetrevorproject.org 988lifeline.org suicidepreventionlifeline.org activeminds.org
dbsalliance.org adaa.org chadd.org autismspeaks.org autisticadvocacy.org thearc.org marchofdimes.org plannedparenthood.org
resolve.org lamaze.org llli.org postpartum.net aap.org healthychildren.org aafp.org familydoctor.org acog.org ama-assn.org
acponline.org facs.org aha.org ahaphysicianforum.org ana.org nursingworld.org apha.org naccho.org astho.org apa.org psychiatry.org
aad.org aao.org aoa.org ada.org mouthhealthy.org eatright.org acsm.org acc.org asco.org hematology.org idsociety.org rheumatology.org
endocrine.org gastro.org thoracic.org aan.com entnet.org asha.org apta.org aota.org pharmacist.com redcross.org redcrossblood.org
americasblood.org msf.org doctorswithoutborders.org pih.org care.org savethechildren.org gatesfoundation.org rwjf.org kff.org
commonwealthfund.org rarediseases.org globalgenes.org patientslikeme.com patientadvocate.org healthwell.org needymeds.org
jointcommission.org ncqa.org leapfroggroup.org immunize.org vaccinateyourfamily.org voicesforvaccines.org hivinfo.org amfar.org
aarp.org bluecrossmn.com bcbs.com aetna.com cigna.com humana.com uhc.com unitedhealthgroup.com kaiserpermanente.org anthem.com
cvs.com walgreens.com riteaid.com goodrx.com zocdoc.com teladoc.com betterhelp.com talkspace.com
`);

/** Hospitals and health systems known by name everywhere; a study's registry brings the rest. */
export const HOSPITAL = words(`
mayoclinic.org mayoclinic.com mayo.edu clevelandclinic.org hopkinsmedicine.org massgeneral.org brighamandwomens.org massgeneralbrigham.org
partners.org bidmc.org childrenshospital.org dana-farber.org mskcc.org mdanderson.org cityofhope.org stanfordhealthcare.org
stanfordchildrens.org uclahealth.org ucsfhealth.org cedars-sinai.org scripps.org sharp.com sutterhealth.org dignityhealth.org
providence.org swedish.org virginiamason.org vmfh.org seattlechildrens.org fredhutch.org ohsu.edu intermountainhealth.org
intermountainhealthcare.org uchealth.org childrenscolorado.org nationaljewish.org bannerhealth.com phoenixchildrens.org
houstonmethodist.org texaschildrens.org memorialhermann.org bswhealth.com texashealth.org utsouthwestern.org childrens.com
ochsner.org hcahealthcare.com tenethealth.com commonspirit.org ascension.org trinity-health.org adventhealth.com baptisthealth.net
baycare.org tgh.org moffitt.org orlandohealth.com jacksonhealth.org emoryhealthcare.org choa.org piedmont.org wellstar.org
novanthealth.org atriumhealth.org unchealth.org unchealthcare.org dukehealth.org wakehealth.edu muschealth.org vumc.org
vanderbilthealth.com inova.org medstarhealth.org sentara.com vcuhealth.org uvahealth.com childrensnational.org lifebridgehealth.org
chop.edu pennmedicine.org jeffersonhealth.org upmc.com ahn.org geisinger.org templehealth.org nyp.org mountsinai.org northwell.edu
nyulangone.org montefiore.org hss.edu hackensackmeridianhealth.org rwjbh.org atlantichealth.org yalenewhavenhealth.org ynhhs.org
hartfordhealthcare.org uvmhealth.org dartmouth-health.org mainehealth.org nm.org northwesternmedicine.org rush.edu
uchicagomedicine.org luriechildrens.org advocatehealth.com advocateaurorahealth.org nationwidechildrens.org
cincinnatichildrens.org wexnermedical.osu.edu uhhospitals.org metrohealth.org henryford.com henryfordhealth.org
beaumont.org corewellhealth.org uofmhealth.org michiganmedicine.org iuhealth.org froedtert.com uwhealth.org aurorahealthcare.org
allinahealth.org fairview.org healthpartners.com sanfordhealth.org avera.org barnesjewish.org bjc.org mercy.net ssmhealth.com
childrensmercy.org nebraskamed.com sickkids.ca uhn.ca
`);

/** Copies of pages: whose page it is cannot be told without reading the inner address on purpose. */
export const ARCHIVE = words(
  'archive.org archive.ph archive.is archive.today webcitation.org googleusercontent.com',
);
