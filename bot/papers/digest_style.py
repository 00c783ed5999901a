"""How the digest's page looks: on a phone in one column, on paper in black on white.

What may live here: the style sheet. Colours have at least 4.5 to 1 against what they stand on, and never say
anything alone.
"""

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 1.0625em/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
header { border-bottom: .25rem solid #1d3c5a; padding-bottom: .5rem; }
.whose { margin: 0; color: #3d4f5f; }
h1 { margin: .25rem 0; font-size: 1.75rem; line-height: 1.25; }
h1 span { font-size: 1.25rem; font-weight: 400; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.25rem; line-height: 1.3; color: #1d3c5a; }
h2 span { font-size: .875rem; font-weight: 400; color: #4a4a4a; }
h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
p { margin: .5rem 0; }
.small { font-size: .875rem; color: #4a4a4a; font-weight: 400; }
.asks { margin: 0; padding-left: 1.75rem; }
.asks li { margin: .625rem 0; padding-left: .25rem; }
.verb { letter-spacing: .03em; }
.plain { margin: 0; padding: 0; list-style: none; }
.plain li { margin: .375rem 0; }
.status { display: inline-block; padding: 0 .5rem; border-left: .375rem solid #6b6b6b; background: #f3f3f3;
  font-weight: 400; }
.status.on_track { border-color: #1c7a3e; }
.status.at_risk { border-color: #b85c00; border-left-style: double; }
.status.off_track { border-color: #b3161b; font-weight: 600; }
.status.complete { border-color: #1d5fa8; }
.key li { display: inline-block; margin-right: 1rem; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #c4c4c4; }
th[scope="row"] { font-weight: 400; }
thead th { font-size: .875rem; }
.counts { width: auto; min-width: 16rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; }
.actions th:first-child { width: 36%; }
.actions td:nth-child(2) { width: 22%; }
footer { margin-top: 2rem; border-top: 1px solid #c4c4c4; font-size: .875rem; }
@media screen and (max-width: 36rem) {
  .actions, .actions tbody, .actions tr, .actions th, .actions td { display: block; }
  .actions thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .actions tr { padding: .625rem 0; border-bottom: 1px solid #c4c4c4; }
  .actions th:first-child, .actions td:nth-child(2), .actions td { width: auto; padding: .125rem 0; border: 0; }
}
@media print {
  @page { margin: 16mm 14mm; }
  html { font-size: 9.5pt; line-height: 1.35; }
  body { max-width: none; padding: 0; }
  h2 { margin-top: 1.125rem; }
  h2, h3 { break-after: avoid; }
  tr, li, .counts { break-inside: avoid; }
  .counts th, .counts td { padding-top: .25rem; padding-bottom: .25rem; }
  thead { display: table-header-group; }
  .status { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
