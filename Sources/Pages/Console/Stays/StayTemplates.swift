/// The pages of stays.
enum StayTemplates {
  static let list = """
    <div class="page-head">
      <div><h1>Stays</h1><p>A stay opens doors for one person, from one moment to another.</p></div>
      <div class="actions">
        {{#importLink}}<a class="btn" href="{{importLink}}">Import</a>{{/importLink}}
        {{#isFrontDesk}}<a class="btn btn-primary" href="{{newLink}}">\(icon(.plus))New stay</a>{{/isFrontDesk}}
      </div>
    </div>
    {{#tabs}}{{> tabs}}{{/tabs}}
    <form class="filters" role="search" aria-label="Stays" action="{{action}}">
      {{#filter}}<input type="hidden" name="filter" value="{{filter}}">{{/filter}}
      <div class="search">\(icon(.search))<label class="visually-hidden" for="q">Search stays</label><input class="input" id="q" name="q" type="search" value="{{search}}" placeholder="Name, e-mail or reservation"></div>
      {{#siteField}}{{> field}}{{/siteField}}
      {{#spaceField}}{{> field}}{{/spaceField}}
      {{#wayField}}{{> field}}{{/wayField}}
      <button class="btn">Apply</button>
    </form>
    <div class="panel">
    {{#nothing}}{{> empty}}{{/nothing}}
    {{^nothing}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Stays. Times of {{zone}}.</caption>
        <thead><tr><th scope="col">Person</th><th scope="col" class="col-sm">Where</th><th scope="col" class="nowrap col-md">From</th><th scope="col" class="nowrap col-md">Until</th><th scope="col" class="col-lg">Ways to open</th><th scope="col" class="end">State</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><a class="row-link" href="{{href}}"><span class="row-name">{{name}}</span><span class="sub only-phone">{{brief}}</span>{{#key}}<span class="sub col-sm"><code>{{key}}</code></span>{{/key}}</a></th><td class="col-sm">{{places}}{{#zone}}<span class="sub">{{zone}}</span>{{/zone}}</td><td class="nowrap col-md">{{#from}}{{> time}}{{/from}}</td><td class="nowrap col-md">{{#until}}{{> time}}{{/until}}{{^until}}no end{{/until}}</td><td class="col-lg">{{ways}}</td><td class="end">{{#badge}}{{> badge}}{{/badge}}{{#state}}<span class="state">{{state}}</span>{{/state}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{#pager}}{{> pager}}{{/pager}}
    {{/nothing}}
    </div>
    """

  static let stay = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{listLink}}">Stays</a></li><li aria-current="page">{{name}}</li></ol></nav>
    <div class="page-head">
      <div><div class="page-title"><span class="avatar is-large" aria-hidden="true">{{initials}}</span><div>
        <h1>{{name}} {{#badge}}{{> badge}}{{/badge}}{{#state}}<span class="state">{{state}}</span>{{/state}}</h1>
        <p>{{places}}, {{period}}, {{zone}} time</p>
      </div></div></div>
      <div class="actions">
        {{#canChange}}<button class="btn" type="button" popovertarget="stay-end">\(icon(.calendar))Change the end</button><a class="btn" href="{{moveLink}}">\(icon(.move))Move</a>{{/canChange}}
        {{#canDelete}}<button class="btn btn-danger" type="button" popovertarget="stay-delete">Delete</button>{{/canDelete}}
      </div>
    </div>
    {{#hasProblems}}
    <section class="panel" aria-labelledby="problems">
      <div class="panel-head"><div><h2 id="problems">What needs attention</h2></div></div>
      <ul class="items">{{#problems}}<li>{{#badge}}{{> badge}}{{/badge}}<div><strong>{{message}}</strong><span class="sub">{{step}} Since {{#since}}{{> time}}{{/since}}.</span></div></li>{{/problems}}</ul>
    </section>
    {{/hasProblems}}
    <div class="split">
    <div class="stack">
    <section class="panel" aria-labelledby="ways">
      <div class="panel-head"><div><h2 id="ways">Ways to open</h2></div></div>
      <ul class="items">{{#ways}}<li>{{{icon}}}<div><strong>{{name}}</strong><span class="sub">{{state}}</span>{{#notes}}<span class="sub">{{.}}</span>{{/notes}}</div>{{#badge}}{{> badge}}{{/badge}}</li>{{/ways}}</ul>
      {{^ways}}<div class="panel-body"><p class="muted">None. Nothing opens the doors of this stay.</p></div>{{/ways}}
      {{#assignsCard}}<div class="panel-foot"><button class="btn" type="button" popovertarget="stay-card">\(icon(.card))Assign a card</button></div>{{/assignsCard}}
      {{#isFrontDesk}}{{#hasHandover}}<div class="panel-foot"><form class="row" method="post" action="{{action}}">{{> token}}<button class="btn" name="step" value="hand_over">\(icon(.eye))Show PIN and link</button><p class="hint">Showing them is noted in the audit log.</p></form></div>{{/hasHandover}}{{/isFrontDesk}}
    </section>
    <section class="panel" aria-labelledby="doors">
      <div class="panel-head"><div><h2 id="doors">Doors</h2></div>{{#canChange}}<a class="small" href="{{moveLink}}">Change the doors</a>{{/canChange}}</div>
      <ul class="items">{{#doors}}<li>\(icon(.door))<div><strong><a href="{{href}}">{{text}}</a></strong><span class="sub">{{ways}}</span></div></li>{{/doors}}</ul>
      {{^doors}}<div class="panel-body"><p class="muted">No doors. Add doors to the space, or move the stay.</p></div>{{/doors}}
    </section>
    </div>
    <div class="stack">
    {{#happens}}{{> stays/steps}}{{/happens}}
    <section class="panel" aria-labelledby="facts">
      <div class="panel-head"><div><h2 id="facts">Stay</h2></div></div>
      <div class="panel-body"><dl class="facts">
        <div><dt>Person</dt><dd>{{#personLink}}<a href="{{personLink}}">{{name}}</a>{{/personLink}}{{^personLink}}{{name}}{{/personLink}}</dd></div>
        <div><dt>Where</dt><dd>{{#spaces}}<a href="{{href}}">{{text}}</a><br>{{/spaces}}{{^spaces}}{{places}}{{/spaces}}</dd></div>
        <div><dt>From</dt><dd>{{#from}}{{> time}}{{/from}}</dd></div>
        <div><dt>Until</dt><dd>{{#until}}{{> time}}{{/until}}{{^until}}no end{{/until}}{{#nights}}<span class="sub">{{.}}</span>{{/nights}}</dd></div>
        {{#key}}<div><dt>Reservation</dt><dd><code>{{key}}</code></dd></div>{{/key}}
        {{#email}}<div><dt>E-mail</dt><dd>{{email}}</dd></div>{{/email}}
        {{#phone}}<div><dt>Phone</dt><dd>{{phone}}</dd></div>{{/phone}}
      </dl></div>
      {{#isFrontDesk}}<div class="panel-foot"><a href="{{anotherLink}}">New stay</a></div>{{/isFrontDesk}}
    </section>
    <section class="panel" aria-labelledby="developers">
      <div class="panel-head"><div><h2 id="developers">For developers</h2></div></div>
      <div class="panel-body"><details class="more"><summary>Show the identifiers</summary><dl class="facts">
        <div><dt>Access grant</dt><dd><code>{{grantID}}</code></dd></div>
        <div><dt>User identity</dt><dd><code>{{identityID}}</code></dd></div>
      </dl></details></div>
    </section>
    </div>
    </div>
    {{#sheets}}{{> sheet}}{{/sheets}}
    """

  /// Asks to which spaces a stay moves.
  static let move = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{listLink}}">Stays</a></li><li><a href="{{back}}">{{name}}</a></li><li aria-current="page">Move</li></ol></nav>
    {{#sheet}}<div class="page-head"><div><h1>{{title}}</h1>{{#lead}}<p>{{.}}</p>{{/lead}}</div></div>{{/sheet}}
    <form class="filters" role="search" aria-label="Spaces" action="{{searchAddress}}">
      <div class="search">\(icon(.search))<label class="visually-hidden" for="q-spaces">Search spaces</label><input class="input" id="q-spaces" name="q" type="search" placeholder="Name or key" value="{{search}}"></div>
      <button class="btn">Search</button>
    </form>
    {{#sheet}}<form class="panel" method="post" action="{{action}}">{{> token}}{{> hidden}}
      <div class="panel-body">{{#fields}}{{> field}}{{/fields}}{{> consequences}}</div>
      <div class="sheet-foot"><a class="btn" href="{{back}}">{{cancel}}</a><button class="btn btn-primary" name="step" value="{{step}}">{{button}}</button></div>
    </form>{{/sheet}}
    """

  /// What was done for a stay, and what comes next.
  static let steps = """
    <section class="panel" aria-labelledby="steps">
      <div class="panel-head"><div><h2 id="steps">What happens next</h2></div></div>
      <div class="panel-body"><ol class="steps">{{#steps}}<li class="{{kind}}">{{{icon}}}<span>{{text}}{{#time}}, {{> time}}{{/time}}</span></li>{{/steps}}</ol>
      <p class="hint">A guest needs a free seat at the start. <a href="{{forecast}}">See the forecast</a></p></div>
    </section>
    """

  /// What the guest gets. It prints as a sheet for the guest.
  static let handover = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{listLink}}">Stays</a></li><li><a href="{{stayLink}}">{{name}}</a></li><li aria-current="page">For the guest</li></ol></nav>
    <div class="page-head">
      <div><h1>{{name}}</h1><p>{{places}}, {{period}}, {{zone}} time</p></div>
      <div class="actions"><button class="btn js-only" type="button" data-print>\(icon(.print))Print for the guest</button><a class="btn btn-primary" href="{{stayLink}}">Back to the stay</a></div>
    </div>
    <div class="pair">
    <section class="panel" aria-labelledby="link"><div class="panel-head"><h2 id="link">Link</h2></div>
      <div class="panel-body">
        {{#links}}<div class="copy"><code id="{{id}}">{{address}}</code><button class="btn btn-sm js-only no-print" type="button" data-copy="{{id}}">\(icon(.copy))Copy</button></div>{{/links}}
        {{#isLinkMissing}}<p>The link is missing, since the public address of this server is not set. Ask an administrator.</p>{{/isLinkMissing}}
        {{^links}}{{^isLinkMissing}}<p class="muted">This stay has no phone key.</p>{{/isLinkMissing}}{{/links}}
        {{#hasLinks}}<p class="hint no-print">Everybody with the link can use it, so treat it as a key.</p>{{/hasLinks}}
        <p>Opens nothing before {{from}}.{{#until}} Ends {{until}}.{{/until}}</p>
      </div>
    </section>
    <section class="panel" aria-labelledby="pin"><div class="panel-head"><h2 id="pin">PIN</h2></div>
      <div class="panel-body">
        {{#pins}}<p class="pin">{{digits}}</p>{{/pins}}
        {{#isPinMissing}}<p>{{brand}} has not made the PIN yet. Look again in a minute, or after the stay has started.</p>{{/isPinMissing}}
        {{^pins}}{{^isPinMissing}}<p class="muted">This stay has no PIN.</p>{{/isPinMissing}}{{/pins}}
        <p class="hint no-print">The PIN is hidden again when you leave this page.</p>
      </div>
    </section>
    </div>
    <section class="panel" aria-labelledby="doors"><div class="panel-head"><h2 id="doors">Doors</h2></div>
      <ul class="items">{{#doors}}<li>\(icon(.door))<div><strong>{{text}}</strong><span class="sub">{{ways}}</span></div></li>{{/doors}}</ul>
    </section>
    """
}
