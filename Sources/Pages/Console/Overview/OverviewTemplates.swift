/// The HTML of the first page.
enum OverviewTemplates {
  static let page = """
    <div class="page-head">
      <div><h1>{{greeting}}</h1><p>{{summary}} {{attentionCount}}</p></div>
      {{#hasSites}}<div class="actions"><a class="btn" href="{{doorList}}">\(icon(.print))Print the door list</a>
      {{#isFrontDesk}}<a class="btn btn-primary" href="{{newStay}}">\(icon(.plus))New stay</a>{{/isFrontDesk}}</div>{{/hasSites}}
    </div>
    {{#hasAttention}}\(attention){{/hasAttention}}
    {{#empty}}<div class="panel">{{> empty}}</div>{{/empty}}
    {{#hasSites}}
    <dl class="stats">
      <div><dt>Arrivals today</dt><dd>{{arrivalCount}}{{#arrivalNote}} <span class="note">{{.}}</span>{{/arrivalNote}}</dd></div>
      <div><dt>Departures today</dt><dd>{{departureCount}}{{#departureNote}} <span class="note">{{.}}</span>{{/departureNote}}</dd></div>
      <div><dt>In house</dt><dd>{{inHouseCount}}{{#inHouseNote}} <span class="note">{{.}}</span>{{/inHouseNote}}</dd></div>
      {{#seats}}<div><dt>Seats, {{siteName}}</dt><dd>{{used}} <small>of {{limit}}</small> <span class="note">{{seatNote}}</span></dd></div>{{/seats}}
    </dl>
    <div class="pair">
    <div class="stack">
    {{#arrivals}}\(people("arrivals", "Arrivals", from: "From", state: "State", none: "Nobody arrives today.")){{/arrivals}}
    {{#departures}}\(people("departures", "Departures", from: "Until", state: "Last seen", none: "Nobody departs today.")){{/departures}}
    </div>
    <div class="stack">
    {{#seats}}\(seats){{/seats}}
    \(sites)
    </div>
    </div>
    {{#hasEntries}}\(entries){{/hasEntries}}
    {{/hasSites}}
    """

  private static let attention = """
    <section class="panel" aria-labelledby="attention">
      <div class="panel-head"><h2 id="attention">Needs attention</h2><span class="live">As of {{now}}</span></div>
      <ol class="attention">
      {{#attention}}<li><span class="icon-state {{state}}">{{{icon}}}</span><div><h3>{{title}}</h3><p>{{text}}</p></div>\
    {{#step}}<div class="row"><a class="btn btn-sm" href="{{href}}">{{text}}</a></div>{{/step}}</li>{{/attention}}
      </ol>
      {{#more}}<p class="panel-foot">{{.}} not shown here. Solve the first ones to see the rest.</p>{{/more}}
    </section>
    """

  private static func people(
    _ id: String, _ title: String, from: String, state: String, none: String
  ) -> String {
    """
    <section class="panel" aria-labelledby="\(id)">
      <div class="panel-head"><div><h2 id="\(id)">\(title)</h2></div>{{#total}}<a class="small" href="{{address}}">All {{.}}</a>{{/total}}</div>
      {{#hasRows}}<div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">\(title) today</caption>
        <thead><tr><th scope="col">Guest</th><th scope="col" class="col-sm">Space</th><th scope="col">\(from)</th><th scope="col" class="end">\(state)</th></tr></thead>
        <tbody>
        {{#rows}}<tr><th scope="row"><a class="row-link" href="{{href}}"><span class="row-name">{{name}}</span>\
    {{#place}}<span class="sub only-phone">{{.}}</span>{{/place}}{{#site}}<span class="sub">{{.}}</span>{{/site}}</a></th>\
    <td class="col-sm">{{#place}}{{.}}{{/place}}{{^place}}–{{/place}}</td>\
    <td>{{#time}}{{> time}}{{/time}}</td>\
    <td class="end">{{#badge}}{{> badge}}{{/badge}}{{#words}}<span class="muted">{{.}}</span>{{/words}}</td></tr>{{/rows}}
        </tbody>
      </table>
      </div>{{/hasRows}}
      {{^hasRows}}<p class="panel-body muted">\(none)</p>{{/hasRows}}
    </section>
    """
  }

  private static let seats = """
    <section class="panel" aria-labelledby="seats">
      <div class="panel-head"><div><h2 id="seats">Seats in the next {{dayCount}} days</h2><p>{{siteName}}</p></div></div>
      <div class="panel-body">
      {{#choice}}<form class="filters" method="get" action="{{action}}">{{> field}}<button class="btn">Show</button></form>{{/choice}}
      <figure>
        <div class="plot">
        <div class="plot-y" aria-hidden="true"><span>{{top}}</span><span>{{middle}}</span><span>0</span></div>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="{{sentence}}"><path class="grid" d="M0 50H100"/><path class="grid" d="M0 100H100"/>\
    {{#bars}}<rect class="bar" x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}"/>\
    {{#over}}<rect class="bar-over" x="{{x}}" y="{{overY}}" width="{{width}}" height="{{.}}"/>{{/over}}{{/bars}}\
    <path class="limit" d="M0 {{limitHeight}}H100"/></svg>
        <div class="plot-x" aria-hidden="true">{{#dates}}<span>{{.}}</span>{{/dates}}</div>
        </div>
        <figcaption class="visually-hidden">{{sentence}}</figcaption>
      </figure>
      <ul class="legend"><li><svg viewBox="0 0 14 12" aria-hidden="true"><rect class="bar" width="14" height="12" rx="2"/></svg>Needed</li>\
    <li><svg viewBox="0 0 14 12" aria-hidden="true"><rect class="bar-over" width="14" height="12" rx="2"/></svg>Above the limit</li>\
    <li><svg viewBox="0 0 14 12" aria-hidden="true"><path class="limit" d="M0 6H14"/></svg>Limit: {{limit}}</li></ul>
      <details class="more"><summary>Show the numbers</summary>
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Seats needed per day</caption>
        <thead><tr><th scope="col">Day</th><th scope="col" class="num">Needed</th><th scope="col">Without a seat</th></tr></thead>
        <tbody>
        {{#days}}<tr><th scope="row">{{#day}}{{> time}}{{/day}}</th><td class="num">{{demand}}</td><td>{{without}}</td></tr>{{/days}}
        </tbody>
      </table>
      </div>
      </details>
      </div>
    </section>
    """

  private static let sites = """
    <section class="panel" aria-labelledby="sites">
      <div class="panel-head"><div><h2 id="sites">Sites</h2></div></div>
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Sites, their state, and what waits for them</caption>
        <thead><tr><th scope="col">Site</th><th scope="col">State</th><th scope="col" class="col-sm">What waits</th><th scope="col" class="num">Seats</th></tr></thead>
        <tbody>
        {{#sites}}<tr><th scope="row">{{#href}}<a class="row-link row-name" href="{{.}}">{{name}}</a>{{/href}}{{^href}}<span class="row-name">{{name}}</span>{{/href}}<span class="sub nowrap">{{doors}}</span></th>\
    <td><span class="state {{state}}">{{{icon}}}{{text}}</span>{{#read}}<span class="sub nowrap">Read {{> time}}</span>{{/read}}</td>\
    <td class="col-sm">{{waiting}}</td><td class="num nowrap">{{seats}}</td></tr>{{/sites}}
        </tbody>
      </table>
      </div>
      {{#moreSites}}<p class="panel-foot"><a href="{{connections}}">{{.}}</a></p>{{/moreSites}}
    </section>
    """

  private static let entries = """
    <section class="panel" aria-labelledby="entries">
      <div class="panel-head"><div><h2 id="entries">Latest at the doors</h2></div><a class="small" href="{{activity}}">All activity</a></div>
      <ul class="items">
      {{#entries}}<li>{{{icon}}}<div>{{before}}{{#person}}{{#href}}<a href="{{.}}">{{name}}</a>{{/href}}{{^href}}{{name}}{{/href}}{{/person}}{{after}}</div>\
    {{#time}}<time class="muted" datetime="{{iso}}">{{text}}</time>{{/time}}</li>{{/entries}}
      </ul>
    </section>
    """
}
