import API
import Core
import Wire

/// People whose names are like one that nobody has.
enum SimilarPeople {
  /// How many letters at the beginning or the end of a name are taken to be right.
  private static let pieceLength = 3
  private static let readMax = 100
  private static let shownMax = 3

  /// None without a search, and for a word that is too short to be misspelt.
  static func find(_ query: PeopleQuery, _ visit: ConsoleVisit) async throws -> [DeskPerson] {
    let words = foldedText(query.search ?? "").split(separator: " ").map { String($0) }
    guard let word = words.max(by: { $0.count < $1.count }), word.count > pieceLength else { return [] }
    var found: [(person: DeskPerson, distance: Int)] = []
    for piece in [word.prefix(pieceLength), word.suffix(pieceLength)] {
      var list = DeskPeople.List()
      list.search = String(piece)
      list.acsSystemID = query.site?.id
      list.limit = readMax
      for person in try await visit.call(list).items
      where !found.contains(where: { $0.person.acsUserID == person.acsUserID }) {
        if let distance = distance(of: person, from: word) { found.append((person, distance)) }
      }
    }
    let nearest = found.sorted { ($0.distance, $0.person.displayName) < ($1.distance, $1.person.displayName) }
    return nearest.prefix(shownMax).map(\.person)
  }

  /// The distance of the nearest word of the name. Nil for another name.
  private static func distance(of person: DeskPerson, from word: String) -> Int? {
    let most = word.count > 5 ? 2 : 1
    return foldedText(person.displayName).split(separator: " ").compactMap { name in
      editDistance(String(name), word, upTo: most)
    }.min()
  }
}
