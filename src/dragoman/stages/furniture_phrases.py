"""The wordings of page furniture, as whole-line patterns and word sets.

Every pattern must match a whole line (`re.fullmatch`), so that a sentence of the story that
merely mentions sharing or subscribing is never furniture. Adding a wording means adding a line
here and a case to tests/stages/test_furniture.py. English, with the commonest lines of French,
Spanish, German, Portuguese, Italian, Turkish and Russian pages.
"""

from __future__ import annotations

import re

__all__ = [
    "BYLINE",
    "COMMENT_FORM",
    "COMMENT_OPENERS",
    "HEAD_OR_TAIL",
    "MENU_WORDS",
    "RELATED_INLINE",
    "RELATED_OPENERS",
    "SHARE_ANCHORS",
    "SHARE_WORDS",
    "STANDALONE",
]


def _lines(*patterns: str) -> re.Pattern[str]:
    """Return one pattern that matches a whole line in any of these wordings, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# A line made of these words alone, with at least one anchor, is a row of share buttons.
SHARE_ANCHORS = frozenset(
    "share shares sharing tweet retweet facebook twitter whatsapp telegram linkedin pinterest reddit"
    " email e-mail print pdf bookmark flipboard messenger viber vk instagram youtube tumblr wechat"
    " weibo line pocket xing mastodon bluesky threads tiktok odnoklassniki snapchat rss"
    " partager compartir compartilhar condividi teilen paylaş поделиться drucken imprimer imprimir"
    " stampa yazdır".split()
)
SHARE_WORDS = SHARE_ANCHORS | frozenset(
    "this it article story post page news on via with to by in new window opens open click here copy"
    " copied link url save comment comments like x follow us and or the a an your friend friends more"
    " options option buttons button tools send mail pin post publish social media networks network"
    " google plus + gift full add ok version friendly listen font size text increase decrease a+ a-"
    " facebook.com i want now please love spread word download"
    " sur cet le l'article en el la este artículo noticia auf diesen artikel su questo bu haberi"
    " par com esta em per".split()
)

# Furniture wherever it stands as a line of its own.
STANDALONE = _lines(
    # advertising and players
    r"(?:\W*(?:advertisements?|advert|ads?|sponsored(?: content)?|promoted(?: content| stories)?|"
    r"publicité|publicidad|anzeige|werbung|pubblicità|reklam|реклама)\W*)+",
    r"(?:story|article|content|report) continues (?:below|after)(?: (?:this |the )?(?:advertisement|ad|promotion|video))?\W*",
    r"(?:advertisement|ad)\s*[-–—:.]*\s*(?:scroll (?:down )?to continue(?: reading)?|continue reading below)\W*",
    r"scroll (?:down )?(?:to|for) (?:continue|more)(?: reading)?\W*",
    r"skip (?:to (?:main )?(?:content|navigation)|ad(?:vertisement)?|past newsletter promotion)\W*",
    r"(?:after|end of) newsletter promotion|end of list|list of \d+ items",
    r"(?:listen to|watch|hear|play) (?:this|the) (?:article|story|audio|video|news)(?: \W*\d.*)?\W*",
    r"(?:play|pause|mute|unmute|fullscreen|loading|please wait|play video|video player|live|"
    r"watch live|now playing|up next|next article|previous article|next post|previous post|"
    r"show more|see more|read more|load more|view more|show less|see all|view all|more|continue reading|"
    r"read the full (?:story|article)(?: here)?|back to top|return to top|go back|close|menu|search|"
    r"expand|collapse|toggle \w+|full screen|gallery|slideshow|view (?:gallery|comments)|top)\s*[.…:»›>→]*",
    r"(?:video )?duration:? .{1,40}|\d+ (?:min(?:ute)?s?|sec(?:ond)?s?)(?: \d+ sec(?:ond)?s?)?(?: read)?|"
    r"(?:estimated )?reading time:? .{1,20}",
    r"your browser does not support .{0,60}|(?:please )?enable javascript.{0,80}|javascript is .{0,80}",
    # comments
    r"leave (?:a |your )?(?:reply|comment|response|feedback)s?(?: (?:to|below|here|cancel).*)?\W*(?:cancel reply)?",
    r"(?:post|write|add|submit|send|join|view|see|show|read|hide)(?: (?:a|an|your|all|the|our|in the))?(?: \d+)?"
    r" (?:comments?|reply|replies|discussion|conversation)(?: here| below)?(?: \(?\d+\)?)?\W*",
    r"(?:\d+|no|one)(?: (?:user|reader))? (?:comments?|replies|responses|shares|views|likes|retweets)(?: yet)?"
    r"(?: (?:on|to) .{1,120})?\W*",
    r"comments?\W*(?:\(?\d+\)?)?|comments (?:are )?(?:closed|off|disabled).{0,60}",
    r"be the first to (?:comment|reply|leave a comment|share|like).{0,60}",
    r"your email (?:address )?(?:will|won['’]t|is) (?:not |never )?(?:be )?(?:published|shared|made public|public).{0,80}",
    r"(?:all )?(?:required )?fields (?:are )?marked.{0,60}|\W*(?:mandatory|required) fields?\W*",
    r"save my (?:name|email|details).{0,120}",
    r"notify me (?:of|about|when|via) .{0,80}",
    r"(?:you must|please|you need to)(?: be)? (?:log(?:ged)?|sign(?:ed)?|register(?:ed)?)[ -]?(?:in|up)? ?.{0,20}"
    r"(?:to|before) (?:post|leav|comment|reply|writ|add|view|read|continu).{0,60}",
    r"log ?in (?:or register |or sign up )?to (?:post|leave|comment|reply|write|add|view|read|continue).{0,60}",
    r"this site uses akismet.{0,120}|.{0,10}learn how your comment data is processed\W*",
    r"(?:name|email|e-mail|website|your name|your email|comment|message|subject|phone|your comment|captcha)\s*(?:\(.{1,40}\))?\s*[*:]+"
    r"(?:\s*(?:name|email|e-mail|website|comment|message)\s*[*:]*)*",
    r"(?:name\W+e-?mail(?: address)?(?:\W+(?:website|url|comment))?|email\W+website)\W*",
    r"(?:laisser|ajouter|écrire) un commentaire.{0,40}|votre adresse e-?mail ne sera pas publiée.{0,80}",
    r"(?:deja|dejar|escribe|añadir) un comentario.{0,40}|tu (?:dirección de )?correo (?:electrónico )?no será publicad[oa].{0,80}",
    r"(?:schreibe?n? sie |schreibe )?(?:einen )?kommentar(?:e)?(?: schreiben| verfassen| hinterlassen| abgeben)?\W*|"
    r"(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht.{0,80}",
    r"(?:deixe|escreva) (?:um|seu) comentário.{0,40}|lascia un commento.{0,40}|bir yanıt yazın.{0,40}|"
    r"e-posta adresiniz yayınlanmayacak.{0,80}|добавить комментарий.{0,40}|оставить комментарий.{0,40}",
    # newsletters, accounts, appeals
    r"(?:please )?(?:sign up|signup|subscribe|register|opt in)(?: (?:now|today|here|free|for free))*"
    r"(?:\W+(?:to|for|and|with|by|via|on|below|at|here|now|today|free)\b.{0,160})?\W*",
    r"(?:please )?(?:join|follow|like|find|visit|contact|email|donate to|connect with|write to|support) us\b.{0,140}",
    r"(?:please )?(?:join|follow|like|find|visit|support|donate to|subscribe to|check out) our\b.{0,60}\b(?:pages?|channels?|journalism|work|"
    r"newsroom|website|site|groups?|community|newsletters?|app|account|social media|facebook|twitter|telegram|whatsapp|youtube)\b.{0,100}",
    r"(?:get|receive|have) (?:the |our |your |all |more )?(?:.{0,60}\b)?(?:newsletter|inbox|email(?:ed)? (?:updates|alerts)|"
    r"breaking news alerts|straight to your (?:phone|inbox)|delivered (?:to your|straight|directly|daily|weekly|every))\b.{0,100}",
    r"(?:never|don['’]t) miss (?:a|an|any|out)\b.{0,100}",
    r"(?:download|get|install|try) (?:the |our )(?:\w+ ){0,4}app\b.{0,80}",
    r"(?:enter|type|confirm|add) your (?:e-?mail|name|email address|comment|phone).{0,60}",
    r"(?:e-?mail|your e-?mail) address\W*|newsletters?\W*|(?:daily|weekly|morning) (?:newsletter|briefing)\W*",
    r"(?:follow|like|find|watch) .{1,40} (?:on|in) (?:(?:google news|facebook|twitter|x|instagram|telegram|whatsapp|youtube|"
    r"linkedin|tiktok|threads|bluesky)\W*(?:and\b|&)?\s*)+(?: (?:for|to) .{0,80}|here|now)?\W*",
    r"(?:this|the) (?:article|story|content) is (?:for|only for|available to|reserved for) (?:our )?(?:paid |premium )?"
    r"(?:subscribers|members|premium).{0,60}",
    r"already (?:a|an|have an?) (?:subscriber|member|account|subscription)\b.{0,60}|(?:log|sign) ?in(?: here| now)?\W*|"
    r"(?:log|sign) ?out\W*|my account\W*|create (?:a|an|your) (?:free )?account.{0,40}|(?:donate|support us)(?: now| today| here)?\W*",
    r"by (?:signing up|subscribing|registering|clicking|entering|submitting|providing)\b.{0,60}\b(?:you|agree|accept|consent|terms|"
    r"policy).{0,200}",
    r"thank(?:s| you) for (?:signing up|subscribing|reading|visiting|registering).{0,80}",
    r"(?:an error|something) (?:has )?(?:occurred|went wrong).{0,60}",
    # consent
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners|we and our partners)(?: and our partners)? (?:uses?|stores?|may use) .{0,60}\b"
    r"(?:cookies?|trackers)\b.{0,300}",
    r"(?:by|if you) (?:continu\w+|us\w+|brows\w+|click\w+)\b.{0,60}\b(?:site|website|browse|accept|using it)\b.{0,60}"
    r"\b(?:agree|accept|consent|happy|assume|cookies?)\b.{0,160}",
    r"(?:accept|reject|allow|manage|decline|agree to)(?: (?:and|all|&|my|our|the|only|necessary|essential))*"
    r"(?: (?:cookies?|preferences|settings|choices|options|close|continue))*\W*|(?:cookie|privacy|consent) (?:settings|preferences|"
    r"policy|notice|options)\W*|(?:i |got it|ok|i agree|i accept|agree|accept)\W*",
    r"(?:for|to) (?:more|further) (?:information|details)\b.{0,60}\b(?:cookie|privacy) policy.{0,40}",
    # rights
    r"(?:copyright\b|©|\(c\)\s)(?!.{0,60}\b(?:law|act|infringement|office|rules|protection|reform)\b).{0,200}",
    r"(?:.{0,80}\W)?all rights(?: are)? reserved\b.{0,160}",
    r"(?:this material|no part of this|reproduction|republication|republishing|the content of this)\b.{0,60}"
    r"\b(?:may not be|without|prohibited|permission|forbidden|written consent)\b.{0,200}",
    r"(?:terms (?:of (?:use|service)|and conditions|& conditions)|privacy policy|disclaimer|sitemap|site map|"
    r"about us|contact us|advertise(?: with us)?|editorial policy|code of ethics|corrections?|careers|faqs?|"
    r"mentions légales|aviso legal|impressum|datenschutz)\W*(?:\W+(?:terms (?:of (?:use|service)|and conditions)|privacy policy|"
    r"about us|contact us|advertise|cookies?|contact|imprint|help|faqs?|careers|sitemap)\W*)*",
    r"powered by \w.{0,40}|designed (?:and developed )?by .{0,40}|(?:web ?site|site) by .{0,40}",
    # pictures: only the credit, never a caption
    r"(?:photo|photograph|image|picture|file photo|pic|video|graphic|illustration|map|cover photo|feature[d]? image|photo credit|"
    r"image credit|image source|image copyright|credit)s?(?: credit| source| by| copyright)?\s*(?:[:/|©,]|by\b|courtesy)\s*(?:\S+\s*){1,8}",
    r"[\[(]?(?:file(?: photo)?\s*[:/|]\s*)?(?:\w[\w.'’-]*\s+){0,4}?\w[\w.'’-]*\s*/\s*(?:reuters|ap|ap photo|afp|getty(?: images)?|epa|epa-efe|"
    r"anadolu(?: agency)?|xinhua|tass|sputnik|bloomberg|shutterstock|unsplash)(?:\s*/\s*\w.{0,40})?[\])]?",
    r"\(?(?:reuters|ap photo|afp|getty images|epa|ap|shutterstock|anadolu agency|via getty images)\s*[/|]\s*(?:\w[\w.'’-]*\s*){1,5}\)?|"
    r"getty images|(?:image )?caption\W*",
    # pages
    r"page \d{1,4}(?: (?:of|/) \d{1,4})?|[-–—\[(]\s*\d{1,4}\s*[-–—\])]|\d{1,3} ?/ ?\d{1,3}|\d{1,3}|p(?:age|\.)? ?\d{1,4}",
    r"(?:click|tap|press) (?:here|on|the|to)\b.{0,100}",
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|posted in|posted under|labels?|related topics|in this story|"
    r"article tags|mots[- ]clés|etiquetas|schlagw(?:ort|örter)|etiketler|теги|short link|permalink|source url|article id|"
    r"news id|story code|news code)\s*[:#|].{0,300}",
    r"(?:#\w+\s*){1,20}",
)  # fmt: skip

# Furniture before the first or after the last sentence of the story; in between it may be story.
HEAD_OR_TAIL = _lines(
    r"(?:our |the )?(?:standards|newsroom standards)\b.{0,80}trust principles.{0,20}",
    r"[\[(]?(?:additional )?(?:reporting|written|writing|compiled|edited|editing|translated|translation) by\b.{1,300}",
    r".{2,120}\bcontributed (?:to|reporting (?:to|for)) (?:this|the) (?:report|story|article)\b.{0,60}",
    r"(?:with )?(?:inputs?|additional reporting|files) from .{1,80}",
    r"(?:source|sources|via|from|by|author|writer|reporter|editor|location|place|country|region|section|language|edition)"
    r"\s*[:|]\s*.{1,80}",
    r"(?:reuters|afp|ap|associated press|xinhua|tass|anadolu|ani|pti|ians|dpa|efe|ansa|bloomberg|agencies|staff|news desk|web desk|"
    r"staff (?:writer|reporter|correspondent)|(?:our )?(?:special )?correspondent|editorial (?:team|board|staff)|newsroom|admin|agency)"
    r"(?:\s*[/,|&]\s*\w[\w .]{1,30})?\W*",
    r"(?:home|world|news|politics|opinion|analysis|middle east|africa|asia|europe|americas|business|international|national|local|region|"
    r"top stories|latest|breaking news|exclusive|explainer|feature|interview|report|article|commentary|editorial|live updates?|sports?)\W*",
    r"(?:views?|hits|reads|shares|read|viewed|visits)\s*:?\s*[\d.,]+k?|[\d.,]+k?\s*(?:views?|hits|reads|shares|times|likes|comments?)",
    r"(?:about the author|author bio|the author is\b.{0,300}|.{2,60} is (?:a|an|the) (?:\w+ ){0,4}(?:correspondent|reporter|editor|"
    r"columnist|journalist|freelance|contributor|writer)\b.{0,200})",
    r"the views expressed .{0,300}|(?:the )?opinions expressed .{0,300}",
    r"(?:this|the) (?:article|story|report|piece|post) (?:was|has been|is|first|originally)\b.{0,40}"
    r"\b(?:published|appeared|updated|corrected|republished|amended)\b.{0,200}",
    r"(?:if you|have you|do you|got a|send (?:us )?your|contact (?:the|this))\b.{0,80}\b(?:error|typo|tip|story to tell|feedback|newsroom|"
    r"let us know|email us|contact us|get in touch|author|reporter)\b.{0,120}",
    r"(?:rate|like|did you like) this(?: article| story| post)?\W*|was this (?:article|page) helpful\W*|report (?:an|a) (?:error|typo).{0,30}|"
    r"(?:stay (?:up to date|connected|informed|tuned)|keep in touch)\b.{0,100}|follow\W*|subscribe\W*",
    r"end(?:s|it)?|-?30-?|#{2,}|\*{3,}|~+|_{3,}|-{3,}|\W{1,6}",
)  # fmt: skip

BYLINE = re.compile(
    r"(?:(?i:by|par|por|von|written by|story by|report by|posted by|author)\b\W{0,3})"
    r"(?P<names>[^\d|•·:;]{2,90}?)(?:\s*[|•·/—–-]\s*.{0,60})?"
)

# Lines that open a list of other stories; the headlines below them are furniture too.
RELATED_OPENERS = _lines(
    r"\W*(?:(?:also )?read(?: also| more| next| this| on| further)?|also read|see (?:also|more)|more(?: on| from| in| about| about)?(?: this| the)?"
    r"(?: (?:story|topic|subject|news|stories|coverage))?|related(?: (?:news|stories|articles?|posts?|topics?|content|coverage|links|items|"
    r"video|videos|reading|story|to this article))?|recommended(?: (?:for you|stories|reading|articles|by .{1,20}|videos))?|"
    r"you (?:may|might|will|could)(?: also)? (?:like|be interested in|want to read|enjoy|have missed)(?: this)?|you may have missed|"
    r"(?:most|latest|top|popular|trending|recent|other|similar|more|further|featured|editor['’]?s?|must|today['’]s)(?: (?:read|viewed|popular|"
    r"shared|recent|watched|news|stories|posts|articles|headlines|picks?|videos|comments|updates|reads|top|this week|now|in|from .{1,30}|"
    r"reading|choice))+|trending(?: now)?|don['’]t miss|in case you missed it|what to read next|read next|up next|"
    r"in pictures|around the web|from (?:the web|around the web|our partners)|promoted stories|sponsored stories|"
    r"on this topic|more by .{1,40}|more stories(?: like this)?|popular|latest|"
    r"à lire aussi|lire aussi|sur le même sujet|articles similaires|lea también|lee también|te puede interesar|noticias relacionadas|"
    r"artículos relacionados|mehr zum thema|das könnte sie auch interessieren|lesen sie auch|leia (?:também|mais)|leggi anche|"
    r"ilgili haberler|читайте также)\s*[:.…>»›|\-–—]*\s*",
)  # fmt: skip
RELATED_INLINE = _lines(
    r"\W*(?:also read|read also|read more|read next|read|see also|see more|related(?: (?:story|stories|article|articles|news|coverage|post|posts"
    r"|video|link|links))?|more|must read|don['’]t miss|recommended|watch(?: (?:also|now|live|more))?|listen|explained|trending|"
    r"you (?:may|might) also like|in pictures|lire aussi|à lire aussi|lea también|lee también|lesen sie auch|leia também|leggi anche|"
    r"читайте также)\s*[:|»›>]+\s*\S.{2,220}",
    r"(?:also read|read also|read more|see also|lea también|lire aussi)\s+[“\"‘'A-ZÀ-Þ].{2,160}(?<![.!])",
    r"(?:READ MORE|ALSO READ|READ|WATCH|RELATED|MUST READ)\s*[-–—]\s*\S.{2,200}",
)  # fmt: skip

# Where the readers begin to speak; nothing after it is the story.
COMMENT_OPENERS = _lines(
    r"leave (?:a |your )?(?:reply|comment|response|feedback)s?\b.{0,60}",
    r"(?:post|write|add|submit) (?:a|your) (?:comment|reply)\W*",
    r"(?:\d+ |no |one )?(?:comments?|responses?|thoughts|replies)(?: (?:on|to) .{1,160})?(?:\s*\(\d+\))?\W*",
    r"join the (?:conversation|discussion)\W*|have your say\W*|what do you think\?|reader comments?\W*|discussion\W*|"
    r"comments? section\W*|view (?:all )?(?:\d+ )?comments?\W*",
    r"laisser un commentaire.{0,40}|deja un comentario.{0,40}|kommentare?\W*(?:\(\d+\))?|комментарии\W*",
)  # fmt: skip
# Says for sure that a comment form is near.
COMMENT_FORM = _lines(
    r"your email (?:address )?(?:will|won['’]t).{0,120}",
    r"save my name.{0,120}|notify me of .{0,80}",
    r"(?:name|e-?mail|website|comment)\s*\*.{0,60}",
    r"(?:post|submit|send|add) (?:a |your )?(?:comment|reply)\W*|cancel reply|leave a (?:reply|comment)\b.{0,60}",
    r"(?:you must|please) (?:be )?(?:log|sign).{0,80}comment.{0,40}|log in to .{0,20}(?:comment|reply).{0,40}",
)  # fmt: skip

# Words of navigation bars and footers: a line or a run of lines made of these is a menu.
MENU_WORDS = frozenset(
    "home homepage news world politics business sport sports opinion opinions analysis culture arts tech"
    " technology science health travel video videos photos photo pictures weather life lifestyle style"
    " entertainment economy finance markets money environment climate education features feature local"
    " national international region regions regional africa asia europe americas america middle east"
    " latin oceania us uk usa canada australia india china russia iran israel palestine ukraine global"
    " more latest live breaking top stories trending popular search menu login log in sign up register"
    " subscribe subscriptions newsletter newsletters account profile about contact us help faq privacy"
    " policy cookie cookies terms of use service conditions sitemap site map rss feed podcast podcasts"
    " radio tv programmes programs schedule shop store jobs careers advertise advertising magazine"
    " archive archives edition editions english français español deutsch русский العربية arabic french"
    " spanish german italian portuguese turkish persian language select crime society security defence"
    " defense military diplomacy law justice human rights editorial editorials columns columnists blogs"
    " blog interviews interview reports report multimedia infographics cartoons events games crossword"
    " puzzles food books film music motoring cars property family women youth religion letters"
    " obituaries donate support membership members follow facebook twitter instagram youtube telegram"
    " linkedin app apps download accessibility imprint and & the".split()
)
