/// The HTML of the playground.
enum PlaygroundTemplates {
  static let all = """
    <div class="page-head"><div><h1>Playground <span class="badge is-info">\(icon(.flask))Sandbox</span></h1>
    <p>A virtual building. Move the clock, try a door, break something, and see what the real one would do.</p></div>
    {{#isAdministrator}}<div class="actions"><button class="btn" popovertarget="reset">\(icon(.refresh))Start over\
    </button></div>{{/isAdministrator}}</div>
    <div class="playground">
    <div class="stack">
    {{#answer}}{{> playground/result}}{{/answer}}
    {{> playground/doors}}
    </div>
    <div class="stack">
    {{> playground/clock}}
    {{#hasControls}}{{> playground/phones}}
    {{> playground/faults}}
    {{> playground/iqs}}
    {{> playground/card}}{{/hasControls}}
    </div>
    </div>
    {{#isAdministrator}}{{#reset}}{{> sheet}}{{/reset}}{{/isAdministrator}}
    """

  static let result = """
    <section class="panel" aria-labelledby="result">
    <div class="panel-head"><h2 id="result">{{title}}</h2>\
    <span class="muted small">{{#at}}{{> time}}{{/at}}</span></div>
    <div class="panel-body">
    <div class="verdict is-{{kind}}" role="status">{{{symbol}}}<div><strong>{{answer}}</strong>{{reason}}</div></div>
    {{#explanation}}<h3>What Latchkey says</h3>
    <p>{{message}}</p>
    {{#differs}}<div class="notice is-warn"><p>The lock and the explanation differ. The lock decides by what it has \
    received.</p></div>{{/differs}}
    {{#chain}}{{> chain}}{{/chain}}
    {{#change}}<p>{{.}}</p>{{/change}}{{/explanation}}
    </div></section>
    """

  static let doors = """
    <section class="panel" aria-labelledby="doors">
    <div class="panel-head"><h2 id="doors">Doors</h2>{{#find}}<form class="filters">\
    <div class="field">{{> input}}</div>\
    <button class="btn">Find</button></form>{{/find}}</div>
    {{#hasDoors}}{{#hasControls}}<form method="post" action="{{action}}">{{> token}}
    <div class="panel-body form">{{#tryFields}}{{> field}}{{/tryFields}}</div>
    <div class="panel-foot"><button class="btn btn-primary" name="step" value="attempt">Try the door</button></div>
    </form>{{/hasControls}}
    {{^hasControls}}<ul class="items">{{#doors}}<li>\(icon(.door))<div><strong>{{name}}</strong></div>\
    <span class="state {{class}}">{{{symbol}}}{{state}}</span></li>{{/doors}}</ul>{{/hasControls}}{{/hasDoors}}
    {{^hasDoors}}<div class="empty">\(icon(.door))<h3>There are no doors</h3>
    <p>Connect an account of the virtual site first, or look for another name.</p>
    {{#connections}}<a class="btn" href="{{.}}">Go to Connections</a>{{/connections}}</div>{{/hasDoors}}
    </section>
    """

  static let clock = """
    <section class="panel" aria-labelledby="clock">
    <div class="panel-head"><h2 id="clock">Clock</h2><span class="muted small">{{place}}</span></div>
    <div class="panel-body">
    <p class="clock">{{#now}}{{> time}}{{/now}}</p><p class="muted">{{today}}</p>
    {{#waiting}}<p class="hint">{{.}}</p>{{/waiting}}
    {{#isAdministrator}}<form class="row" method="post" action="{{action}}">{{> token}}\
    <button class="btn btn-sm" name="step" value="minute">+ 1 min</button>\
    <button class="btn btn-sm" name="step" value="hour">+ 1 hour</button>\
    <button class="btn btn-sm" name="step" value="day">+ 1 day</button>\
    {{#hasMoments}}<button class="btn btn-sm" name="step" value="next">Next moment</button>{{/hasMoments}}</form>
    <form class="stack-sm" method="post" action="{{action}}">{{> token}}{{#momentField}}{{> field}}{{/momentField}}\
    <div class="row"><button class="btn btn-sm" name="step" value="set">Set the clock</button></div></form>\
    {{/isAdministrator}}
    <h3>Next moments</h3>
    {{#hasMoments}}<ul class="moments">{{#moments}}<li>{{#time}}{{> time}}{{/time}}<span>{{text}}</span>\
    {{#isAdministrator}}<form method="post" action="{{action}}">{{> token}}\
    <input type="hidden" name="at" value="{{at}}">\
    <button class="btn btn-sm" name="step" value="go" aria-label="Go to {{moment}}">Go</button>\
    </form>{{/isAdministrator}}\
    </li>{{/moments}}</ul>{{/hasMoments}}
    {{^hasMoments}}<p class="muted">No stay starts or ends later.</p>{{/hasMoments}}
    </div></section>
    """

  static let phones = """
    <section class="panel" aria-labelledby="phones"><div class="panel-head"><h2 id="phones">Phones</h2></div>
    {{#hasPhones}}<ul class="items">{{#phones}}<li>\(icon(.phone))<div><strong><a href="{{href}}">{{owner}}</a></strong>\
    {{#names}}<span class="sub">{{.}}</span>{{/names}}<span class="sub">{{key}}</span>\
    {{#stay}}<span class="sub">{{.}}</span>{{/stay}}</div>\
    {{#isChosen}}<span class="state is-ok">\(icon(.check))Chosen</span>{{/isChosen}}\
    {{^isChosen}}<a class="btn btn-sm" href="{{use}}" aria-label="Use this phone: {{owner}}">Use this phone</a>\
    {{/isChosen}}</li>{{/phones}}</ul>
    {{#morePhones}}<p class="panel-foot">And {{.}}. Choose them at the doors.</p>{{/morePhones}}{{/hasPhones}}
    {{^hasPhones}}<div class="panel-body"><p class="muted">Nobody opens doors by phone yet.</p></div>{{/hasPhones}}
    </section>
    """

  static let faults = """
    <section class="panel" aria-labelledby="faults">
    <div class="panel-head"><div><h2 id="faults">Faults</h2>\
    <p>If several faults of calls are on, the first one applies.</p></div></div>
    <div class="panel-body"><ul class="switches">{{#faults}}<li><form method="post" action="{{action}}">{{> token}}\
    {{#fault}}<input type="hidden" name="fault" value="{{.}}">{{/fault}}\
    <input type="hidden" name="on" value="{{#isOn}}no{{/isOn}}{{^isOn}}yes{{/isOn}}">\
    <button class="switch" role="switch" aria-checked="{{#isOn}}true{{/isOn}}{{^isOn}}false{{/isOn}}" name="step" \
    value="{{step}}"><span>{{title}}<span class="sub">{{detail}}</span></span></button></form></li>{{/faults}}</ul></div>
    </section>
    """

  static let iqs = """
    <section class="panel" aria-labelledby="iqs"><div class="panel-head"><h2 id="iqs">IQs</h2></div>
    <ul class="items">{{#iqs}}<li><div><strong>{{name}}</strong> \
    <span class="state {{class}}">{{{symbol}}}{{state}}</span><span class="sub">{{zone}}</span>\
    <div class="row">{{#forms}}{{> form}}{{/forms}}</div></div></li>{{/iqs}}</ul>
    </section>
    """

  static let card = """
    <section class="panel" aria-labelledby="card">
    <div class="panel-head"><div><h2 id="card">A new card</h2>\
    <p>Somebody holds it to a reader at the site.</p></div></div>
    <form class="panel-body stack-sm" method="post" action="{{action}}">{{> token}}\
    {{#cardFields}}{{> field}}{{/cardFields}}
    <div class="row"><button class="btn btn-sm" name="step" value="card">Read the card</button></div></form>
    </section>
    """
}
