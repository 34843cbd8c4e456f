import API
import ArgumentParser
import Core
import Foundation
import SaltoKS
import Store
import Wire

/// Pages of `/acs/users/list` and of its neighbours as the server makes them: from the database to JSON, without HTTP.
struct Lists: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the processor time of a list per row, in microseconds; prints JSON.")
  @Argument(help: "A folder for the database.") var folder: String
  @Option var rows = 500
  @Option(help: "Pages of each size in a round.") var pages = 40
  @Option var rounds = 7

  func run() async throws {
    let clock = SystemClock.ofThisMachine
    let site = try await ListedSite(folder + "/lists.db", rows: rows, clock)
    var figures: [String] = []
    for list in ListedSite.lists {
      let settled = try await cost(of: list, site)
      figures.append("\"\(list.name)_us\": \(settled)")
    }
    print("{" + figures.joined(separator: ", ") + "}")
    site.database.close()
  }

  /// A page of all rows less a page of one row, by the rows between them: the median of the rounds.
  private func cost(of list: ListedSite.List, _ site: ListedSite) async throws -> Double {
    var costs: [Double] = []
    for _ in 0..<rounds {
      let large = try await time(list, site, limit: rows)
      let small = try await time(list, site, limit: 1)
      costs.append((large - small) / Double(rows - 1))
    }
    return costs.sorted()[costs.count / 2]
  }

  /// The processor time of a page, in microseconds.
  private func time(_ list: ListedSite.List, _ site: ListedSite, limit: Int) async throws -> Double {
    var sum = 0.0
    for _ in 0..<pages {
      if list.changesBetweenPages { try await site.changeUsers() }
      let start = processorTime()
      let bytes = try await list.page(site, limit)
      sum += processorTime() - start
      guard !bytes.isEmpty else { throw ExitCode.failure }
    }
    return sum / Double(pages)
  }

  private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1_000_000 + Double(time.tv_nsec) / 1000
  }
}
