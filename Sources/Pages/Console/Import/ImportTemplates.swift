/// The pages of imports.
enum ImportTemplates {
  static let form = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{listLink}}">Stays</a></li><li aria-current="page">Import</li></ol></nav>
    <div class="page-head"><div><h1>Import stays</h1><p>Adds, changes and ends stays as a file says. Nothing happens before you have seen what it will do.</p></div></div>
    <form method="post" action="{{action}}" enctype="multipart/form-data">
    {{> token}}
    <div class="panel"><div class="panel-body"><div class="form"><div class="form-grid">{{#fields}}{{> field}}{{/fields}}</div></div></div>
    <div class="sheet-foot"><a class="btn" href="{{listLink}}">Cancel</a><button class="btn btn-primary" name="step" value="preview">See what it will do</button></div></div>
    </form>
    {{#hasRuns}}
    <section class="panel" aria-labelledby="runs">
      <div class="panel-head"><div><h2 id="runs">Latest imports</h2></div></div>
      <div class="table-wrap"><table class="table">
        <caption class="visually-hidden">Latest imports, newest first</caption>
        <thead><tr><th scope="col">When</th><th scope="col">Customer</th><th scope="col" class="end">Added</th><th scope="col" class="end">Changed</th><th scope="col" class="end">Refused</th></tr></thead>
        <tbody>{{#runs}}<tr><th scope="row"><a class="row-link" href="{{href}}">{{#at}}{{> time}}{{/at}}</a></th><td>{{customer}}</td><td class="end">{{created}}</td><td class="end">{{changed}}</td><td class="end">{{refused}}</td></tr>{{/runs}}</tbody>
      </table></div>
    </section>
    {{/hasRuns}}
    """

  static let preview = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{listLink}}">Stays</a></li><li><a href="{{formLink}}">Import</a></li><li aria-current="page">Check</li></ol></nav>
    <div class="page-head"><div><h1>Check the import</h1><p>Nothing is changed yet. This is what the file will do.</p></div></div>
    <form method="post" action="{{action}}" enctype="multipart/form-data">
    {{> token}}{{> hidden}}
    <div class="panel">
    <div class="panel-body"><dl class="facts">{{#counts}}<div><dt>{{name}}</dt><dd>{{count}}</dd></div>{{/counts}}</dl></div>
    \(rows)
    <div class="sheet-foot"><a class="btn" href="{{formLink}}">Another file</a>{{#hasRefused}}<button class="btn" name="step" value="refused">\(icon(.download))Download the refused rows</button>{{/hasRefused}}{{#isUseful}}<button class="btn btn-primary" name="step" value="run">Import</button>{{/isUseful}}</div>
    </div>
    </form>
    """

  static let run = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{listLink}}">Stays</a></li><li><a href="{{formLink}}">Import</a></li><li aria-current="page">What it did</li></ol></nav>
    <div class="page-head"><div><h1>Import</h1><p>{{customer}}, {{#at}}{{> time}}{{/at}}</p></div>
    <div class="actions">{{#fileLink}}<a class="btn" href="{{fileLink}}">\(icon(.download))Download what was refused</a>{{/fileLink}}<a class="btn btn-primary" href="{{listLink}}">Go to the stays</a></div></div>
    <div class="panel">
    <div class="panel-body"><dl class="facts">{{#counts}}<div><dt>{{name}}</dt><dd>{{count}}</dd></div>{{/counts}}</dl></div>
    {{#hasRows}}\(rows){{/hasRows}}
    </div>
    """

  private static let rows = """
    <div class="table-wrap"><table class="table">
      <caption class="visually-hidden">Records of the file, refused ones first</caption>
      <thead><tr><th scope="col">Record</th><th scope="col">Line</th><th scope="col">What happens</th><th scope="col">Why</th></tr></thead>
      <tbody>{{#rows}}<tr><th scope="row">{{subject}}</th><td>{{#line}}{{.}}{{/line}}</td><td>{{#badge}}{{> badge}}{{/badge}}{{^badge}}{{outcome}}{{/badge}}</td><td>{{reason}}</td></tr>{{/rows}}</tbody>
    </table></div>
    {{#more}}<div class="panel-body"><p class="muted">And {{.}} more.</p></div>{{/more}}
    """
}
