/// The HTML of a person's page.
enum PersonTemplates {
  static let person = [
    head, "<div class=\"split\">\n<div class=\"stack\">", doors, explanation, timeline, "</div>\n<div class=\"stack\">",
    stays, keys, developers, "</div>\n</div>", "{{#sheets}}{{> sheet}}{{/sheets}}",
  ].joined(separator: "\n")

  private static let head = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{list}}">People</a></li><li aria-current="page">{{name}}</li></ol></nav>
    <div class="page-head">
      <div>
        <div class="page-title"><span class="avatar is-large" aria-hidden="true">{{initials}}</span><div><h1>{{name}} {{#badge}}{{> badge}}{{/badge}}{{#quiet}}<span class="state is-quiet">{{.}}</span>{{/quiet}}</h1>
        <p>{{summary}}</p></div></div>
      </div>
      <div class="actions">{{#buttons}}{{#href}}<a class="btn" href="{{.}}">{{{icon}}}{{text}}</a>{{/href}}{{^href}}<button class="btn{{#isDanger}} btn-danger{{/isDanger}}" type="button" popovertarget="{{opens}}">{{{icon}}}{{text}}</button>{{/href}}{{/buttons}}{{#unsuspend}}{{> form}}{{/unsuspend}}</div>
    </div>
    """

  private static let doors = """
    <section class="panel" aria-labelledby="doors">
      <div class="panel-head"><div><h2 id="doors">Doors</h2></div>{{#changeDoors}}<a class="small" href="{{.}}">Change the doors</a>{{/changeDoors}}</div>
      {{#hasDoors}}<div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Doors of {{name}}</caption>
        <thead><tr><th scope="col">Door</th><th scope="col" class="col-sm">Through</th><th scope="col">Now</th><th scope="col" class="end col-sm">Until</th></tr></thead>
        <tbody>
        {{#doors}}
          <tr><th scope="row"><a class="row-link row-name" href="{{link}}">{{name}}</a></th><td class="col-sm">{{through}}</td><td>{{#now}}{{> doors/state}}{{/now}}{{#why}}<span class="sub">{{.}}</span>{{/why}}</td><td class="end nowrap col-sm">{{#until}}{{> time}}{{/until}}{{#endless}}{{.}}{{/endless}}</td></tr>
        {{/doors}}
        </tbody>
      </table>
      </div>{{/hasDoors}}
      {{#doorPager}}{{> pager}}{{/doorPager}}
      {{^hasDoors}}<div class="panel-body"><p class="muted">{{name}} has no doors now.</p></div>{{/hasDoors}}
    </section>
    """

  private static let explanation = """
    <section class="panel" aria-labelledby="can">
      <div class="panel-head"><div><h2 id="can">Can {{firstName}} open a door?</h2></div></div>
      <div class="panel-body">
        <form class="filters" action="{{explainAddress}}">{{#explainFields}}{{> field}}{{/explainFields}}<button class="btn">Check</button></form>
        {{#choices}}{{> doors/choices}}{{/choices}}
        {{#verdict}}
        <div class="verdict is-{{kind}}" role="status">{{{icon}}}<div><strong>{{answer}}</strong>{{message}} <span class="sub">At {{#at}}{{> time}}{{/at}}, {{place}} time.{{#isForecast}} A forecast: by what is wanted, not by what the site has.{{/isForecast}}</span></div></div>
        {{#chain}}{{> chain}}{{/chain}}
        {{#change}}<div class="notice is-info">\(icon(.info))<div><p>{{message}}{{#until}} Until {{> time}}.{{/until}}{{^isSufficient}} More is needed: see the other lines.{{/isSufficient}}{{#doors}} {{.}}{{/doors}}</p>{{#form}}<div class="row">{{> form}}</div>{{/form}}</div></div>{{/change}}
        {{/verdict}}
      </div>
    </section>
    """

  private static let timeline = """
    <section class="panel" aria-labelledby="timeline">
      <div class="panel-head"><div><h2 id="timeline">History, and what comes next</h2></div></div>
      <div class="panel-body"><ol class="timeline">
      {{#timeline}}<li class="{{kind}}">{{#time}}{{> time}}{{/time}}<div>{{text}}{{#sub}}<span class="sub">{{.}}</span>{{/sub}}</div></li>
      {{/timeline}}
      </ol></div>
    </section>
    """

  private static let stays = """
    <section class="panel" aria-labelledby="stays">
      <div class="panel-head"><div><h2 id="stays">{{staysTitle}}</h2></div></div>
      <div class="panel-body">
      {{#stays}}<dl class="facts">
        <div><dt>Where</dt><dd>{{#link}}<a href="{{.}}">{{where}}</a>{{/link}}{{^link}}{{where}}{{/link}}</dd></div>
        <div><dt>From</dt><dd>{{#from}}{{> time}}{{/from}}</dd></div>
        <div><dt>Until</dt><dd>{{#until}}{{> time}}{{/until}}{{^until}}no end{{/until}}<span class="sub">{{place}} time{{#nights}}, {{.}}{{/nights}}</span></dd></div>
        {{#reservation}}<div><dt>Reservation</dt><dd><code>{{.}}</code></dd></div>{{/reservation}}
      </dl>{{#change}}<p><a class="btn btn-sm" href="{{.}}">Change this stay</a></p>{{/change}}
      {{/stays}}
      <dl class="facts">
        {{#site}}<div><dt>Site</dt><dd>{{.}}</dd></div>{{/site}}
        {{#email}}<div><dt>E-mail</dt><dd><a href="mailto:{{.}}">{{.}}</a></dd></div>{{/email}}
        {{#phoneNumber}}<div><dt>Phone</dt><dd>{{.}}</dd></div>{{/phoneNumber}}
        {{#groups}}<div><dt>Access groups</dt><dd>{{.}}</dd></div>{{/groups}}
        {{#seat}}<div><dt>Seat</dt><dd>{{.}}</dd></div>{{/seat}}
      </dl>
      {{#isPending}}<p class="muted">The site has not confirmed all changes yet.</p>{{/isPending}}
      </div>
    </section>
    """

  private static let developers = """
    <section class="panel" aria-labelledby="developers">
      <div class="panel-head"><div><h2 id="developers">For developers</h2></div></div>
      <div class="panel-body"><details class="more"><summary>Show the identifiers</summary><dl class="facts">
        {{#developerFacts}}<div><dt>{{label}}</dt><dd><code>{{value}}</code></dd></div>{{/developerFacts}}
      </dl></details>
      {{#erases}}<p><button class="btn btn-danger btn-sm" type="button" popovertarget="erase">Erase this person</button></p>{{/erases}}</div>
    </section>
    """
}
