/// Everything the cloud knows.
struct CloudState: Sendable {
  var platform: Platform
  /// In the order in which they were made; a cloud has one at least.
  var sites: [Site]

  /// The place of a site.
  func index(of siteID: String) -> Int? { sites.firstIndex { $0.id == siteID } }

  /// The site that a body names, or the first.
  func index(of siteID: String?, orFirst: Void) -> Int? { siteID.map { index(of: $0) } ?? sites.indices.first }

  /// Does something at a site that may concern the platform too.
  mutating func at<T>(_ index: Int, _ body: (inout Site, inout Platform) throws -> T) rethrows -> T {
    try body(&sites[index], &platform)
  }

  /// What changed since the journal took its last line; nil where nothing did.
  mutating func takeChanges() -> JournalLine? {
    var line = platform.takeChanges()
    for index in sites.indices { if let changes = sites[index].takeChanges() { line.sites.append(changes) } }
    return line.isEmpty ? nil : line
  }

  /// Takes the place of all that is known, but for the ledger and the count of random numbers.
  mutating func startAnew(_ fresh: CloudState) {
    var fresh = fresh
    _ = fresh.takeChanges()
    sites = fresh.sites
    platform.startAnew(fresh.platform)
  }

  /// Does again what a line of the journal says.
  ///
  /// A line may be done again after a later one. What it says of a thing is the whole thing, so that the last word counts.
  ///
  /// - Parameter beginning: what the scenario begins with.
  mutating func replay(_ line: JournalLine, beginning: @autoclosure () -> CloudState) {
    if line.startsAnew == true { startAnew(beginning()) }
    if line.startsSnapshot == true {
      self = CloudState(platform: Platform(keys: platform.keys, randomness: platform.randomness), sites: [])
    }
    platform.replay(line)
    for changes in line.sites {
      if let known = index(of: changes.id) {
        sites[known].replay(changes)
      } else if let details = changes.details {
        var site = Site(details)
        site.replay(changes)
        sites.append(site)
      }
    }
  }
}
