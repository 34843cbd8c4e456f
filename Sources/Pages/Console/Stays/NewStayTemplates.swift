/// The form for a new stay, and the page that shows what it will do.
enum NewStayTemplates {
  static let form = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{listLink}}">Stays</a></li><li aria-current="page">New stay</li></ol></nav>
    <div class="page-head"><div><h1>New stay</h1><p>Opens doors for a guest for a while. You can change the times and the place later.</p></div></div>
    <form method="post" action="{{action}}">
    {{> token}}<input type="hidden" name="shown_at" value="{{shownAt}}">
    <button class="visually-hidden" name="step" value="check" tabindex="-1" aria-hidden="true">Check</button>
    <div class="panel"><div class="panel-body"><div class="form">
      <fieldset class="form-section"><legend>Who</legend>
        <div class="form-grid">{{#search}}{{> field}}{{/search}}<button class="btn" name="step" value="find" formnovalidate>\(icon(.search))Search</button></div>
        {{#people}}{{> field}}{{/people}}
        <div class="form-grid">{{#guest}}{{> field}}{{/guest}}</div>
      </fieldset>
      <div class="form-grid">{{#spaceSearch}}{{> field}}{{/spaceSearch}}<button class="btn" name="step" value="find" formnovalidate>\(icon(.search))Search</button></div>
      {{#spaces}}{{> field}}{{/spaces}}
      <details class="more"{{#hasDoorsChosen}} open{{/hasDoorsChosen}}><summary>Choose single doors</summary>
        <div class="form-grid">{{#doorSearch}}{{> field}}{{/doorSearch}}<button class="btn" name="step" value="find" formnovalidate>\(icon(.search))Search</button></div>
        {{#doors}}{{> field}}{{/doors}}
        {{#nextDoors}}<input type="hidden" name="door_cursor" value="{{.}}"><button class="btn" name="step" value="more_doors" formnovalidate>More doors</button>{{/nextDoors}}</details>
      <fieldset class="form-section"><legend>When</legend>
        <div class="form-grid">{{#when}}{{> field}}{{/when}}{{#site}}{{> field}}{{/site}}</div>
        <p class="hint">Times at the doors: {{zone}}. Check-in and check-out are at the usual times unless you change them.</p>
      </fieldset>
      {{#ways}}{{> field}}{{/ways}}
    </div></div>
    <div class="sheet-foot"><a class="btn" href="{{listLink}}">Cancel</a><button class="btn" name="step" value="check">Check</button><button class="btn btn-primary" name="step" value="create">Add the stay</button></div>
    </div>
    </form>
    """

  static let check = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{listLink}}">Stays</a></li><li aria-current="page">Check the stay</li></ol></nav>
    <div class="page-head"><div><h1>Check the stay</h1><p>Nothing is added yet.</p></div></div>
    <form class="pair" method="post" action="{{action}}">
    {{> token}}{{> hidden}}
    <div class="panel"><div class="panel-body"><dl class="facts">
      <div><dt>Who</dt><dd>{{name}}</dd></div>
      <div><dt>Where</dt><dd>{{places}}<span class="sub">Opens {{doors}}</span></dd></div>
      <div><dt>From</dt><dd>{{#from}}{{> time}}{{/from}}</dd></div>
      <div><dt>Until</dt><dd>{{#until}}{{> time}}{{/until}}{{^until}}no end{{/until}}<span class="sub">Times of {{zone}}</span></dd></div>
      <div><dt>Ways to open</dt><dd>{{ways}}</dd></div>
    </dl></div>
    <div class="sheet-foot"><button class="btn" name="step" value="edit">Change it</button><button class="btn btn-primary" name="step" value="create">Add the stay</button></div>
    </div>
    <section class="panel" aria-labelledby="consequences"><div class="panel-body"><h2 id="consequences">What will happen</h2>{{> consequences}}</div></section>
    </form>
    """
}
