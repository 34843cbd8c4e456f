/// The HTML of the pages of connections.
enum ConnectionTemplates {
  static let list = """
    <div class="page-head"><div><h1>Connections</h1><p>{{brand}} accounts and the sites they bring.</p></div>
    <div class="actions"><form method="post" action="{{action}}">{{> token}}\
    <button class="btn btn-primary" name="step" value="connect">\(icon(.plug))Connect an account\
    </button></form></div></div>
    {{#connectAddress}}<section class="panel" aria-labelledby="connect">
    <div class="panel-head"><h2 id="connect">Connect an account</h2></div>
    <div class="panel-body">
    <p>Sign in on this page as an administrator of the site, and choose which sites to add. Who has the address can \
    connect an account within 24 hours.</p>
    <div class="row"><a class="btn btn-primary" href="{{.}}" target="_blank" rel="noopener">\(icon(.plug))\
    Open the page in a new tab</a><a class="btn" href="{{here}}">I have connected it</a></div>
    </div></section>{{/connectAddress}}
    {{#accounts}}{{> connections/account}}{{/accounts}}
    {{^hasAccounts}}<div class="panel"><div class="empty">\(icon(.plug))<h2>No account is connected</h2>
    <p>Without one there are no doors. Connect the account of an administrator of your site.</p></div></div>\
    {{/hasAccounts}}
    {{#pager}}{{> pager}}{{/pager}}
    """

  static let account = """
    <section class="panel" aria-labelledby="{{id}}">
    <div class="panel-head"><div><h2 id="{{id}}">{{name}}</h2><p>{{detail}}</p></div>
    <div class="row">{{#sync}}{{> form}}{{/sync}}\
    <button class="btn btn-sm btn-danger" popovertarget="{{removalID}}">Disconnect</button></div></div>
    {{#hasSites}}<div class="table-wrap"><table class="table">
    <caption class="visually-hidden">Sites of {{name}}</caption>
    <thead><tr><th scope="col">Site</th><th scope="col">State</th><th scope="col" class="num col-sm">Doors</th>\
    <th scope="col" class="num col-sm">People</th><th scope="col" class="num col-sm">Seats</th>\
    <th scope="col" class="end">Last read</th></tr></thead>
    <tbody>{{#sites}}<tr><th scope="row"><a class="row-link row-name" href="{{href}}">{{name}}</a></th>\
    <td>{{#badge}}{{> badge}}{{/badge}}</td><td class="num col-sm">{{doors}}</td><td class="num col-sm">{{people}}</td>\
    <td class="num nowrap col-sm">{{seats}}</td><td class="end">{{#readAt}}{{> time}}{{/readAt}}{{^readAt}}Never{{/readAt}}</td></tr>{{/sites}}</tbody>
    </table></div>{{/hasSites}}
    {{#hasProblems}}<div class="panel-body">{{#problems}}{{> connections/problem}}{{/problems}}</div>{{/hasProblems}}
    {{#hasReadings}}<div class="panel-body">{{#readings}}{{> connections/reading}}{{/readings}}</div>{{/hasReadings}}
    </section>
    {{#removal}}{{> sheet}}{{/removal}}
    """

  static let problem = """
    <div class="notice {{class}}">{{{icon}}}<div><p>{{problem}}</p></div></div>
    """

  static let reading = """
    <div class="stack-sm"><div class="row-between"><strong id="{{id}}">{{title}}</strong>\
    {{#total}}<span class="muted num">{{value}} of {{max}} people</span>{{/total}}</div>
    {{#total}}<progress class="progress" aria-labelledby="{{id}}" value="{{value}}" max="{{max}}"></progress>{{/total}}\
    {{^total}}<progress class="progress" aria-labelledby="{{id}}"></progress>{{/total}}
    <p>{{step}}{{#found}} Found: {{.}}.{{/found}}</p>
    <p class="hint">You can leave this page.{{#isFirst}} Lists are incomplete until this is done.{{/isFirst}}</p></div>
    """

  static let site = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{connections}}">Connections</a></li>\
    <li aria-current="page">{{name}}</li></ol></nav>
    <div class="page-head"><div><h1>{{name}} {{#badge}}{{> badge}}{{/badge}}</h1></div>
    <div class="actions">{{#sync}}{{> form}}{{/sync}}</div></div>
    {{#problems}}{{> connections/problem}}{{/problems}}
    {{#accept}}<div class="row"><button class="btn btn-danger" popovertarget="{{id}}">Accept what is missing</button>\
    </div>{{> sheet}}{{/accept}}
    {{#isReading}}<section class="panel" aria-label="Reading"><div class="panel-body">\
    {{#readings}}{{> connections/reading}}{{/readings}}</div></section>{{/isReading}}
    <section class="panel" aria-labelledby="facts"><div class="panel-head"><h2 id="facts">Site</h2></div>
    <div class="panel-body"><dl class="facts">
    <div><dt>Last read</dt><dd>{{#readAt}}{{> time}}{{/readAt}}{{^readAt}}Never{{/readAt}}</dd></div>
    <div><dt>Time zone</dt><dd>{{zone}}</dd></div>
    <div><dt>Doors</dt><dd>{{doors}}</dd></div>
    <div><dt>Groups of doors</dt><dd>{{groups}}</dd></div>
    <div><dt>People</dt><dd>{{people}}</dd></div>
    <div><dt>Seats</dt><dd>{{seats}}</dd></div>
    </dl></div></section>
    {{> connections/waiting}}
    {{> connections/iqs}}
    <details class="more"><summary>For developers</summary><p>ACS system <code>{{systemID}}</code></p></details>
    """

  static let waiting = """
    <section class="panel" aria-labelledby="waiting">\
    <div class="panel-head"><h2 id="waiting">What waits for the site</h2></div>
    {{#hasChanges}}<ul class="items">{{#changes}}<li>\(icon(.clock))\
    <div><strong><a href="{{href}}">{{name}}</a></strong>\
    <span class="sub">{{meaning}}</span><span class="sub">{{reason}}</span></div></li>{{/changes}}</ul>
    {{#moreChanges}}<p class="panel-foot">And {{.}}.</p>{{/moreChanges}}{{/hasChanges}}
    {{^hasChanges}}<div class="panel-body"><p>Nothing. The site has confirmed every change that is due.</p></div>\
    {{/hasChanges}}
    </section>
    """

  static let iqs = """
    <section class="panel" aria-labelledby="iqs"><div class="panel-head"><div><h2 id="iqs">IQs</h2>
    <p>They connect the locks to {{brand}}. Some ask for a one-time code before they open a door remotely.</p>\
    </div></div>
    {{#hasIQs}}<div class="table-wrap"><table class="table">
    <caption class="visually-hidden">IQs of {{name}}</caption>
    <thead><tr><th scope="col">IQ</th><th scope="col">State</th><th scope="col" class="col-sm">Time zone</th>\
    <th scope="col">One-time codes</th></tr></thead>
    <tbody>{{#iqs}}<tr><th scope="row"><span class="row-name">IQ {{number}}</span>\
    <span class="sub">{{doorNames}}</span>\
    {{#offlineText}}<span class="sub">{{.}}</span>{{/offlineText}}</th>
    <td>{{#badge}}{{> badge}}{{/badge}}</td>
    <td class="col-sm">{{zone}}{{#zoneNote}}<span class="sub">{{.}}</span>{{/zoneNote}}</td>
    <td>{{#isActivated}}Active{{/isActivated}}{{^isActivated}}<form class="row" method="post" action="{{action}}">\
    {{> token}}<input type="hidden" name="iq" value="{{iq}}">\
    {{#isPinAwaited}}<label class="visually-hidden" for="pin-{{number}}">PIN from the e-mail</label>\
    <input class="input time" id="pin-{{number}}" name="pin" inputmode="numeric" autocomplete="off" maxlength="4" \
    placeholder="PIN"><button class="btn btn-sm" name="step" value="activate">Activate</button>{{/isPinAwaited}}\
    <button class="btn btn-sm" name="step" value="begin_activation">\
    {{#isPinAwaited}}Send another PIN{{/isPinAwaited}}{{^isPinAwaited}}Send a PIN{{/isPinAwaited}}</button></form>\
    {{/isActivated}}</td>\
    </tr>{{/iqs}}</tbody></table></div>{{/hasIQs}}
    {{^hasIQs}}<div class="panel-body"><p>No IQ is known. The site may have no doors yet.</p></div>{{/hasIQs}}
    </section>
    """
}
