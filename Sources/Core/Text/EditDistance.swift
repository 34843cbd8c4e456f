/// How many letters have to be inserted, deleted, replaced or swapped with the next one to make one text the other. Nil for
/// more than a limit.
package func editDistance(_ one: String, _ other: String, upTo limit: Int) -> Int? {
  let (from, to) = (Array(one), Array(other))
  if abs(from.count - to.count) > limit { return nil }
  var before: [Int] = []
  var last = Array(0...to.count)
  for (row, letter) in from.enumerated() {
    var line = [row + 1]
    for (column, wanted) in to.enumerated() {
      var least = min(last[column] + (letter == wanted ? 0 : 1), last[column + 1] + 1, line[column] + 1)
      if row > 0, column > 0, letter == to[column - 1], from[row - 1] == wanted {
        least = min(least, before[column - 1] + 1)
      }
      line.append(least)
    }
    (before, last) = (last, line)
  }
  return last[to.count] <= limit ? last[to.count] : nil
}
