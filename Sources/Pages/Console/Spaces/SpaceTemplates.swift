/// The HTML of the spaces' pages.
enum SpaceTemplates {
  static let list = """
    <div class="page-head">
      <div><h1>Spaces</h1><p>Rooms and areas. A stay names a space, and the space names the doors.</p></div>
      {{#sheet}}<div class="actions"><button class="btn btn-primary" type="button" popovertarget="new-space">\(icon(.plus))New space</button></div>{{/sheet}}
    </div>
    {{#tabs}}{{> tabs}}{{/tabs}}
    <form class="filters" role="search" aria-label="Spaces">
      {{#filter}}<input type="hidden" name="filter" value="{{.}}">{{/filter}}
      <div class="search">\(icon(.search))<label class="visually-hidden" for="q-spaces">Search spaces</label><input class="input" id="q-spaces" name="q" type="search" placeholder="Name or key" value="{{q}}"></div>
      <button class="btn">Apply</button>
    </form>
    <div class="panel">
    {{#empty}}{{> empty}}{{/empty}}
    {{#hasSpaces}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Spaces and who is in them</caption>
        <thead><tr><th scope="col">Space</th><th scope="col" class="col-md">Site</th><th scope="col" class="num col-md">Doors</th><th scope="col" class="col-sm">Guests</th><th scope="col">State</th><th scope="col" class="end col-sm">Next</th></tr></thead>
        <tbody>
        {{#spaces}}
          <tr><th scope="row"><a class="row-link" href="{{href}}"><span class="row-name">{{name}}</span>{{#guests}}<span class="sub only-phone">{{.}}</span>{{/guests}}</a></th><td class="col-md">{{site}}</td><td class="num col-md">{{doors}}</td><td class="col-sm">{{#guests}}{{.}}{{/guests}}{{^guests}}–{{/guests}}</td><td>{{#badge}}{{> badge}}{{/badge}}{{#state}}{{> doors/state}}{{/state}}</td><td class="end col-sm"><span class="muted">{{next}}</span></td></tr>
        {{/spaces}}
        </tbody>
      </table>
      </div>
      {{#pager}}{{> pager}}{{/pager}}
    {{/hasSpaces}}
    </div>
    {{#sheet}}{{> sheet}}{{/sheet}}
    """

  static let space = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{list}}">Spaces</a></li><li aria-current="page">{{name}}</li></ol></nav>
    <div class="page-head">
      <div><h1>{{name}} {{#badge}}{{> badge}}{{/badge}}{{#state}}{{> doors/state}}{{/state}}</h1><p>{{summary}}</p></div>
      <div class="actions">{{#renaming}}<button class="btn" type="button" popovertarget="rename-space">Edit</button>{{/renaming}}{{#deletion}}<button class="btn btn-danger" type="button" popovertarget="delete-space">Delete</button>{{/deletion}}{{#newStay}}<a class="btn btn-primary" href="{{.}}">\(icon(.plus))New stay here</a>{{/newStay}}</div>
    </div>
    <div class="split">
      <div class="stack">
      {{#stays}}{{> spaces/stays}}{{/stays}}
      {{#doors}}{{> spaces/doors}}{{/doors}}
      {{#way}}{{> spaces/way}}{{/way}}
      </div>
      <div class="stack">
      {{#about}}{{> spaces/about}}{{/about}}
      </div>
    </div>
    {{#renaming}}{{> sheet}}{{/renaming}}
    {{#deletion}}{{> sheet}}{{/deletion}}
    {{#addition}}{{> sheet}}{{/addition}}
    """

  static let stays = """
    <section class="panel" aria-labelledby="stays">
      <div class="panel-head"><h2 id="stays">Stays</h2></div>
      {{#hasRows}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Stays in {{name}}, now and next</caption>
        <thead><tr><th scope="col">Guest</th><th scope="col" class="col-sm">From</th><th scope="col">Until</th><th scope="col" class="end">State</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><a class="row-link row-name" href="{{href}}">{{guest}}</a></th><td class="col-sm">{{#from}}{{> time}}{{/from}}</td><td>{{#until}}{{> time}}{{/until}}{{^until}}no end{{/until}}</td><td class="end">{{#badge}}{{> badge}}{{/badge}}{{#state}}{{> doors/state}}{{/state}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{/hasRows}}
      {{^hasRows}}<div class="panel-body"><p class="muted">Nobody stays here now, and nobody is expected.</p></div>{{/hasRows}}
    </section>
    """

  static let doors = """
    <section class="panel" aria-labelledby="doors-of-this-space">
      <div class="panel-head"><h2 id="doors-of-this-space">Doors of this space</h2>{{#addition}}<button class="btn btn-sm" type="button" popovertarget="add-door">\(icon(.plus))Add a door</button>{{/addition}}</div>
      {{#hasRows}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Doors of {{name}}</caption>
        <thead><tr><th scope="col">Door</th><th scope="col">State</th><th scope="col" class="col-sm">Battery</th><th scope="col" class="col-sm">Last entry</th>{{#isAdministrator}}<th scope="col" class="end"><span class="visually-hidden">Action</span></th>{{/isAdministrator}}</tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><a class="row-link row-name" href="{{href}}">{{door}}</a></th><td>{{#badge}}{{> badge}}{{/badge}}{{#state}}{{> doors/state}}{{/state}}</td><td class="col-sm">{{#battery}}{{> doors/state}}{{/battery}}</td><td class="col-sm">{{#lastEntry}}{{> time}}{{/lastEntry}}{{^lastEntry}}–{{/lastEntry}}</td>{{#isAdministrator}}<td class="end"><a class="btn btn-sm" href="{{removal}}" aria-label="Take {{door}} out">Take out</a></td>{{/isAdministrator}}</tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{/hasRows}}
      {{^hasRows}}<div class="panel-body"><p class="muted">The space has no doors, so a stay in it opens none.</p></div>{{/hasRows}}
      {{#more}}<div class="panel-foot"><p class="hint">{{.}}</p></div>{{/more}}
    </section>
    """

  static let way = """
    <section class="panel" aria-labelledby="doors-along-the-way">
      <div class="panel-head"><div><h2 id="doors-along-the-way">Doors along the way</h2><p>Every stay above opens these too.</p></div></div>
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Doors that every stay in {{name}} opens too</caption>
        <thead><tr><th scope="col">Door</th><th scope="col">Through</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><a class="row-link row-name" href="{{href}}">{{door}}</a></th><td>{{through}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
    </section>
    """

  static let about = """
    <section class="panel" aria-labelledby="about">
      <div class="panel-head"><h2 id="about">About</h2></div>
      <div class="panel-body">
      <dl class="facts">
        {{#parent}}<div><dt>Part of</dt><dd><a href="{{href}}">{{text}}</a></dd></div>{{/parent}}
        {{#checkIn}}<div><dt>Check-in</dt><dd>{{.}}</dd></div>{{/checkIn}}
        {{#checkOut}}<div><dt>Check-out</dt><dd>{{.}}</dd></div>{{/checkOut}}
        {{#address}}<div><dt>Address</dt><dd>{{.}}</dd></div>{{/address}}
        {{#customer}}<div><dt>Customer</dt><dd>{{.}}</dd></div>{{/customer}}
        {{#since}}<div><dt>Created</dt><dd>{{> time}}</dd></div>{{/since}}
      </dl>
      <details class="more"><summary>For developers</summary>
      <dl class="facts">
        <div><dt>Space</dt><dd><code>{{spaceID}}</code></dd></div>
        {{#key}}<div><dt>Key</dt><dd><code>{{.}}</code></dd></div>{{/key}}
      </dl>
      </details>
      </div>
    </section>
    """
}
