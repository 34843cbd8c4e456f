/// The HTML of the results of a search.
enum SearchTemplates {
  static let results = """
    <div class="page-head"><div><h1>Search</h1>\
    {{#sought}}<p>People, stays and doors with “{{.}}”.</p>{{/sought}}\
    {{^sought}}<p>Type a part of a name, an e-mail address, a phone number or a reservation at the top.</p>{{/sought}}\
    </div></div>
    {{#groups}}<section class="panel" aria-labelledby="found-{{id}}">
    <div class="panel-head"><h2 id="found-{{id}}">{{title}}</h2></div>
    <ul class="items">
    {{#rows}}<li>{{{icon}}}<div><a href="{{href}}"><strong>{{name}}</strong></a><span class="sub">{{detail}}</span></div>\
    {{#badge}}{{> badge}}{{/badge}}</li>
    {{/rows}}</ul>
    {{#all}}<div class="panel-foot"><a href="{{href}}">{{label}}</a></div>{{/all}}
    </section>{{/groups}}
    {{#nothing}}<div class="panel">{{> empty}}</div>{{/nothing}}
    """
}
