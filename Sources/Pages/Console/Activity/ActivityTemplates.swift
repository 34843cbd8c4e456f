/// The HTML of the list of activities.
enum ActivityTemplates {
  /// A row, in the list and in the stream.
  static let row = """
    <tr data-id="{{sequence}}"><th scope="row" class="nowrap">{{#time}}<time datetime="{{iso}}">{{text}}</time>{{/time}}\
    {{#reported}}<span class="sub">reported {{.}}</span>{{/reported}}</th>\
    <td><span class="state {{state}}">{{{icon}}}<span class="visually-hidden">{{label}}</span></span></td>\
    <td class="any-name">{{before}}{{#person}}{{#href}}<a href="{{.}}">{{name}}</a>{{/href}}{{^href}}{{name}}{{/href}}{{/person}}{{after}}\
    {{#means}}<span class="sub only-phone">{{.}}</span>{{/means}}</td>\
    <td class="any-name col-md">{{#door}}{{.}}{{/door}}{{^door}}<span class="muted">–</span>{{/door}}</td>\
    <td class="nowrap col-sm">{{#means}}{{.}}{{/means}}{{^means}}<span class="muted">–</span>{{/means}}</td></tr>
    """

  static let list = """
    <div class="page-head">
      <div><h1>Activity</h1><p>What happens at the doors and with access, newest first. {{place}} time.</p></div>
      <div class="actions"><span class="live" data-live-status>As of {{now}}</span>
      {{#isLive}}<button class="btn js-only" type="button" data-live-pause aria-pressed="false">Pause</button>{{/isLive}}
      <a class="btn" href="{{export}}">\(icon(.download))Export CSV</a></div>
    </div>
    {{#tabs}}{{> tabs}}{{/tabs}}
    <form class="filters" role="search" aria-label="Activity" method="get" action="{{action}}">
      {{#kind}}<input type="hidden" name="kind" value="{{.}}">{{/kind}}
      <div class="search">\(icon(.search))<label class="visually-hidden" for="search">Search activity</label>
      <input class="input" id="search" name="q" type="search" value="{{search}}" placeholder="Person or door"></div>
      {{#fields}}{{> field}}{{/fields}}
      <button class="btn">Apply</button>
      {{#all}}<a class="btn" href="{{.}}">Show all</a>{{/all}}
    </form>
    {{#choices}}<div class="panel"><div class="panel-body">{{> doors/choices}}</div></div>{{/choices}}
    <p class="visually-hidden" role="status" data-live-say></p>
    <div class="panel">
      <div class="table-wrap">
      <table class="table" id="events">
        <caption class="visually-hidden">Activity, newest first. {{place}} time.</caption>
        <thead><tr><th scope="col" class="fit">Time</th><th scope="col" class="fit"><span class="visually-hidden">Kind</span></th><th scope="col">What happened</th><th scope="col" class="nowrap col-md">Door</th><th scope="col" class="nowrap col-sm">By</th></tr></thead>
        <tbody data-live-rows>
        {{#rows}}\(row){{/rows}}
        </tbody>
      </table>
      </div>
      {{#empty}}{{> empty}}{{/empty}}
      {{^empty}}{{#pager}}{{> pager}}{{/pager}}{{/empty}}
    </div>
    """
}
