extension DoorTemplates {
  /// What came of opening a door.
  static let opening = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{list}}">Doors</a></li><li><a href="{{back}}">{{name}}</a></li><li aria-current="page">Open now</li></ol></nav>
    <section class="panel" role="{{announcement}}">
      <div class="empty">{{{icon}}}<h1>{{title}}</h1><p>{{text}}</p>
      {{#isPending}}<progress class="progress" aria-label="{{title}}"></progress>{{/isPending}}
      <div class="row">{{#sheet}}<button class="btn btn-primary" type="button" popovertarget="open-now">\(icon(.unlock))Open it again</button>{{/sheet}}{{#isPending}}<a class="btn" href="{{here}}">Look again</a>{{/isPending}}<a class="btn" href="{{back}}">Back to the door</a></div>
      </div>
    </section>
    {{#sheet}}{{> sheet}}{{/sheet}}
    <details class="more"><summary>For developers</summary><dl class="facts"><div><dt>Action attempt</dt><dd><code>{{attemptID}}</code></dd></div></dl></details>
    """
}
