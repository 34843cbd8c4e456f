/// The HTML of the list of people.
enum PeopleTemplates {
  static let list = head + filters + rows

  private static let head = """
    <div class="page-head">
      <div>
        <h1>People</h1>
        <p>Guests and staff, each with the current, next or last stay.</p>
      </div>
      <div class="actions"><a class="btn" href="{{export}}">\(icon(.download))Export CSV</a>{{#isFrontDesk}}<a class="btn btn-primary" href="{{newStay}}">\(icon(.plus))New stay</a>{{/isFrontDesk}}</div>
    </div>
    {{#tabs}}{{> tabs}}{{/tabs}}

    """

  private static let filters = """
    <form class="filters" role="search" aria-label="People" action="{{action}}">
      {{#filter}}<input type="hidden" name="filter" value="{{.}}">{{/filter}}
      <div class="search">\(icon(.search))<label class="visually-hidden" for="q">Search people</label><input class="input" id="q" name="q" type="search" placeholder="Name, e-mail or phone" value="{{search}}"></div>
      {{#day}}<div class="field"><label for="date">Day</label><input class="input" id="date" name="date" type="date" value="{{.}}"></div>{{/day}}
      {{#hasSites}}<div class="field"><label for="site">Site</label><select class="select" id="site" name="site">{{#sites}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/sites}}</select></div>{{/hasSites}}
      {{#hasKinds}}<div class="field"><label for="kind">Kind</label><select class="select" id="kind" name="kind">{{#kinds}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/kinds}}</select></div>{{/hasKinds}}
      <div class="field"><label for="sort">Sort by</label><select class="select" id="sort" name="sort">{{#sorts}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/sorts}}</select></div>
      <button class="btn">Apply</button>
    </form>

    """

  private static let rows = """
    <div class="panel">
    {{#hasRows}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">People. Times are {{place}} time, or that of the named site.</caption>
        <thead><tr><th scope="col">Person</th><th scope="col" class="col-sm">Where</th><th scope="col" class="nowrap col-md">From</th><th scope="col" class="nowrap col-sm">Until</th><th scope="col">State</th><th scope="col" class="col-lg">Ways to open</th><th scope="col" class="end col-lg">Last entry</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><span class="person"><span class="avatar" aria-hidden="true">{{initials}}</span><a class="row-link" href="{{link}}"><span class="row-name">{{name}}</span><span class="sub only-phone">{{summary}}</span>{{#detail}}<span class="sub col-sm">{{.}}</span>{{/detail}}</a></span></th><td class="col-sm">{{where}}{{#site}}<span class="sub">{{.}}</span>{{/site}}</td><td class="nowrap col-md">{{#from}}{{> time}}{{/from}}{{^from}}–{{/from}}</td><td class="nowrap col-sm">{{#until}}{{> time}}{{/until}}{{^until}}no end{{/until}}</td><td>{{#badge}}{{> badge}}{{/badge}}{{#quiet}}<span class="state is-quiet">{{.}}</span>{{/quiet}}</td><td class="col-lg">{{#hasWays}}<span class="row">{{#ways}}<span class="state">{{{icon}}}{{text}}</span>{{/ways}}</span>{{/hasWays}}{{^hasWays}}<span class="muted">None</span>{{/hasWays}}</td><td class="end col-lg">{{#lastEntry}}{{> time}}{{/lastEntry}}{{^lastEntry}}–{{/lastEntry}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{#pager}}{{> pager}}{{/pager}}
    {{/hasRows}}
    {{#nobody}}{{> empty}}{{/nobody}}
    </div>
    """
}
