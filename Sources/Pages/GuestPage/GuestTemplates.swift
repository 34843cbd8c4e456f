/// The HTML of a guest's page: one layout and the content of each pane. The templates escape all values.
enum GuestTemplates {
  static let frame = PageTemplates.frame(
    language: "{{code}}",
    head: """
      {{#refreshes}}<meta http-equiv="refresh" content="2">{{/refreshes}}
      <title>{{title}}{{#house}} – {{.}}{{/house}}</title>
      <style>{{{style}}}</style>
      {{#looks}}<style>{{{.}}}</style>{{/looks}}
      """,
    body: """
      {{{icons}}}
      <header><span class="logo" aria-hidden="true">{{initial}}</span><p class="house">{{#house}}{{.}}{{/house}}</p>
      <details class="menu" id="languages"><summary><span class="hidden">{{languageLabel}}: </span>{{language}}<svg class="icon" aria-hidden="true"><use href="#i-chevron"/></svg></summary>
      <ul>{{#languages}}<li><a href="{{link}}" lang="{{code}}" hreflang="{{code}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>{{/languages}}</ul></details></header>
      <div class="alerts" role="alert"><div class="notice is-warn" id="offline" data-form="{{offlineAge}}" hidden><svg class="icon" aria-hidden="true"><use href="#i-offline"/></svg><p><strong>{{offlineTitle}}</strong> {{offlineText}} <span data-age></span></p></div></div>
      <main id="main" data-at="{{statedAt}}"{{#keepUntil}} data-until="{{.}}"{{/keepUntil}}>
      {{{content}}}
      </main>
      <footer>{{#keepSecret}}<p>{{.}}</p>{{/keepSecret}}</footer>
      <script>{{{script}}}</script>
      """)

  static let icons = """
    <svg class="sprite" aria-hidden="true">
    <symbol id="i-chevron" viewBox="0 0 24 24"><path d="m7 10 5 5 5-5"/></symbol>
    <symbol id="i-clock" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/></symbol>
    <symbol id="i-key" viewBox="0 0 24 24"><circle cx="8" cy="15.5" r="4.25"/><path d="M11.2 12.3 19.5 4M16 7.5l2.75 2.75M13.5 10l1.75 1.75"/></symbol>
    <symbol id="i-lock" viewBox="0 0 24 24"><path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/></symbol>
    <symbol id="i-unlock" viewBox="0 0 24 24"><path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.7-1.4"/></symbol>
    <symbol id="i-pin" viewBox="0 0 24 24"><path d="M6.5 6.5h.01M12 6.5h.01M17.5 6.5h.01M6.5 12h.01M12 12h.01M17.5 12h.01M6.5 17.5h.01M12 17.5h.01M17.5 17.5h.01" stroke-width="2.75"/></symbol>
    <symbol id="i-question" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M9.7 9.7c0-1.3 1-2.2 2.3-2.2s2.3.9 2.3 2.1c0 1.7-2.3 1.9-2.3 3.6M12 16.3v.1"/></symbol>
    <symbol id="i-offline" viewBox="0 0 24 24"><path d="M4 4l16 16M4 10.2a11.5 11.5 0 0 1 4.3-2.7M12 7a11.5 11.5 0 0 1 8 3.2M7 13.4a7.2 7.2 0 0 1 3.6-1.9M15 12.2c.7.3 1.4.7 2 1.2M10 16.5a3 3 0 0 1 4 0"/></symbol>
    </svg>
    """

  /// A message with the next step, if there is one.
  static let message = """
    <section class="panel moment {{kind}}"><span class="disc"><svg class="icon" aria-hidden="true"><use href="#i-{{icon}}"/></svg></span><h1>{{title}}</h1>{{#texts}}<p>{{.}}</p>{{/texts}}
    {{#start}}<form method="post">{{{token}}}<button class="btn primary" name="step" value="start" id="start" autofocus>{{.}}</button></form>{{/start}}
    {{#reload}}<a class="btn" href="{{link}}" id="reload">{{text}}</a>{{/reload}}</section>
    {{#contact}}<section class="panel body"><h2>{{title}}</h2>{{{text}}}</section>{{/contact}}
    """

  static let moment = """
    <section class="panel moment {{kind}}" role="{{role}}"><span class="disc"><svg class="icon" aria-hidden="true"><use href="#i-{{icon}}"/></svg></span><h1>{{title}}</h1><p>{{text}}</p>
    <div class="row">{{#again}}<form method="post">{{{token}}}<input type="hidden" name="step" value="open"><button class="btn primary" name="door" value="{{door}}" id="again">{{label}}</button></form>{{/again}}
    <a class="btn" href="{{link}}" id="back">{{back}}</a></div></section>
    {{#isShut}}{{{help}}}{{/isShut}}
    """

  static let stays = """
    <div><h1>{{title}}</h1>{{#text}}<p class="muted">{{.}}</p>{{/text}}</div>
    {{#patience}}<div class="notice"><svg class="icon" aria-hidden="true"><use href="#i-clock"/></svg><p>{{.}}</p></div>{{/patience}}
    {{#stays}}<section aria-labelledby="stay{{number}}"><h2 class="{{headingClass}}" id="stay{{number}}">{{name}}</h2>
    {{#note}}<p class="muted small">{{.}}</p>{{/note}}
    {{{datesBefore}}}
    <div class="panel"><ul class="doors">
    {{#doors}}<li><div><h3>{{name}}</h3>{{#note}}<p>{{.}}</p>{{/note}}</div>
    {{#opens}}<form method="post">{{{token}}}<input type="hidden" name="step" value="open"><button class="btn primary" name="door" value="{{id}}" id="open-{{id}}" aria-label="{{label}}">{{open}}</button></form>{{/opens}}
    {{#isEarly}}<span class="btn" role="link" aria-disabled="true" aria-label="{{label}}">{{open}}</span>{{/isEarly}}</li>
    {{/doors}}{{#isWithoutDoors}}<li><p>{{noDoors}}</p></li>{{/isWithoutDoors}}</ul></div>
    {{{datesAfter}}}
    {{#pinPending}}<p class="notice"><svg class="icon" aria-hidden="true"><use href="#i-pin"/></svg><span>{{.}}</span></p>{{/pinPending}}
    {{#pinHidden}}<form method="post">{{{token}}}<button class="panel reveal" name="step" value="show_pin" id="show-pin{{number}}"><svg class="icon" aria-hidden="true"><use href="#i-pin"/></svg><span>{{.}}</span><svg class="icon" aria-hidden="true"><use href="#i-chevron"/></svg></button></form>{{/pinHidden}}
    {{#pinShown}}<details class="panel fold" id="pin{{number}}"{{#until}} data-until="{{.}}"{{/until}} open data-secret><summary><svg class="icon" aria-hidden="true"><use href="#i-pin"/></svg><span>{{title}}</span><svg class="icon" aria-hidden="true"><use href="#i-chevron"/></svg></summary><div>{{#digits}}<p class="pin">{{.}}</p>{{/digits}}<p class="muted small">{{text}}</p>
    <form method="post">{{{token}}}<button class="btn" name="step" value="hide_pin" id="hide-pin{{number}}">{{hide}}</button></form></div></details>{{/pinShown}}</section>
    {{/stays}}
    <p class="muted small">{{localTimes}}</p>
    {{{help}}}
    <details class="panel fold" id="leaving"><summary><svg class="icon" aria-hidden="true"><use href="#i-lock"/></svg><span>{{leave}}</span><svg class="icon" aria-hidden="true"><use href="#i-chevron"/></svg></summary><div><p class="muted">{{leaveText}}</p>
    <form method="post">{{{token}}}<button class="btn" name="step" value="leave" id="leave">{{leave}}</button></form></div></details>
    """

  static let help = """
    <details class="panel fold" id="help"{{#isOpen}} open{{/isOpen}}><summary><svg class="icon" aria-hidden="true"><use href="#i-question"/></svg><span>{{title}}</span><svg class="icon" aria-hidden="true"><use href="#i-chevron"/></svg></summary><div><p>{{text}}</p>{{{contact}}}</div></details>
    """

  static let dates = """
    <dl class="panel dates"><div><dt>{{from}}</dt><dd>{{startDate}}<span class="sub">{{startTime}}</span></dd></div><div><dt>{{until}}</dt><dd>{{endDate}}<span class="sub">{{endTime}}</span></dd></div></dl>
    """

  static let contact = """
    {{#lines}}<p>{{text}}{{#link}}<a href="{{.}}">{{shown}}</a>{{/link}}</p>{{/lines}}
    """
}
