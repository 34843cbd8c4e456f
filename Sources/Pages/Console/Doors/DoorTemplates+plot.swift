extension DoorTemplates {
  static let plot = """
    <section class="panel" aria-labelledby="entries-of-the-day">
      <div class="panel-head"><h2 id="entries-of-the-day">{{title}}</h2><span class="row"><a class="btn btn-sm" href="{{earlier}}">Day before</a>{{#later}}<a class="btn btn-sm" href="{{.}}">Day after</a>{{/later}}</span></div>
      <div class="panel-body">
      <figure>
        <div class="plot is-low">
          <div class="plot-y" aria-hidden="true"><span>{{top}}</span><span>{{middle}}</span><span>0</span></div>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="{{label}}"><path class="grid" d="M0 50H100"/><path class="grid" d="M0 100H100"/>{{#bars}}<rect class="bar" x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}"/>{{/bars}}</svg>
          <div class="plot-x" aria-hidden="true">{{#ticks}}<span>{{.}}</span>{{/ticks}}</div>
        </div>
        <figcaption class="hint">{{caption}}</figcaption>
      </figure>
      {{#hasNumbers}}
      <details class="more"><summary>Show the numbers</summary>
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Entries by hour</caption>
        <thead><tr><th scope="col">Hour</th><th scope="col" class="num">Opened</th><th scope="col" class="num">Refused</th></tr></thead>
        <tbody>
        {{#numbers}}
          <tr><th scope="row">{{hour}}</th><td class="num">{{opened}}</td><td class="num">{{refused}}</td></tr>
        {{/numbers}}
        </tbody>
      </table>
      </div>
      </details>
      {{/hasNumbers}}
      </div>
    </section>
    """
}
