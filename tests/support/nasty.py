"""What a page must never take for HTML."""

NASTY = "<img src=x onerror=alert(1)>\"'&"
# The same, escaped as the templates do it.
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;&#34;&#39;&amp;"
