/// The HTML of the doors' pages.
enum DoorTemplates {}

extension DoorTemplates {
  static let list = """
    <div class="page-head">
      <div><h1>Doors</h1><p>{{summary}}</p></div>
      <div class="actions"><a class="btn" href="#print" data-print>\(icon(.print))Print</a><a class="btn" href="{{csv}}">\(icon(.download))Export CSV</a></div>
    </div>
    <p class="only-print">{{printed}}</p>
    {{#tabs}}{{> tabs}}{{/tabs}}
    <form class="filters" role="search" aria-label="Doors">
      {{#filter}}<input type="hidden" name="filter" value="{{.}}">{{/filter}}
      <div class="search">\(icon(.search))<label class="visually-hidden" for="q-doors">Search doors</label><input class="input" id="q-doors" name="q" type="search" placeholder="Name or space" value="{{q}}"></div>
      {{#siteField}}{{> field}}{{/siteField}}
      {{#sortField}}{{> field}}{{/sortField}}
      <button class="btn">Apply</button>
    </form>
    <div class="panel">
    {{#empty}}{{> empty}}{{/empty}}
    {{#hasDoors}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Doors with battery, connection, mode and last entry</caption>
        <thead><tr><th scope="col">Door</th><th scope="col" class="col-md">Site</th><th scope="col">State</th><th scope="col" class="col-md">Battery</th><th scope="col" class="col-md">Connection</th><th scope="col" class="col-md">Mode</th><th scope="col" class="end col-sm">Last entry</th><th scope="col" class="only-print">Checked</th></tr></thead>
        <tbody>
        {{#doors}}
          <tr><th scope="row"><a class="row-link" href="{{href}}"><span class="row-name">{{name}}</span><span class="sub only-narrow">{{sub}}</span></a></th><td class="col-md">{{site}}</td><td>{{#badge}}{{> badge}}{{/badge}}{{#state}}{{> doors/state}}{{/state}}</td><td class="col-md">{{#battery}}{{> doors/state}}{{/battery}}</td><td class="col-md">{{#connection}}{{> doors/state}}{{/connection}}</td><td class="col-md">{{#mode}}{{> badge}}{{/mode}}{{^mode}}<span class="muted">Normal</span>{{/mode}}</td><td class="end col-sm">{{#lastEntry}}{{#at}}{{> time}}{{/at}}{{#person}}<span class="sub">{{.}}</span>{{/person}}{{/lastEntry}}{{^lastEntry}}<span class="muted">–</span>{{/lastEntry}}</td><td class="only-print"><span class="box"></span></td></tr>
        {{/doors}}
        </tbody>
      </table>
      </div>
      {{#pager}}{{> pager}}{{/pager}}
    {{/hasDoors}}
    </div>
    """

  /// Doors to choose from.
  static let choices = """
    <h3>Which door?</h3>
    <ul class="items">{{#items}}<li>\(icon(.door))<div><a class="row-link row-name" href="{{href}}">{{name}}</a>\
    {{#site}}<span class="sub">{{.}}</span>{{/site}}</div></li>{{/items}}</ul>
    {{#hasMore}}<p class="hint">More doors have such a name. Type more of it.</p>{{/hasMore}}
    """

  /// A state that is no badge.
  static let state = """
    <span class="state {{class}}">{{{icon}}}{{text}}</span>
    """
}
