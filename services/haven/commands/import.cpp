#include "services/haven/commands/import.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>

#include "common/config/reader.hpp"
#include "common/core/csv.hpp"
#include "common/core/hash.hpp"
#include "common/scheme/pack.hpp"
#include "services/contributions/app/book_file.hpp"
#include "services/enrolment/app/member_lines.hpp"
#include "services/haven/commands/stop.hpp"
#include "services/haven/config.hpp"
#include "services/haven/rehearsal/progress.hpp"

namespace haven {
namespace {

constexpr int some_refused = 3;  // exit status
constexpr std::size_t shown_refusals_max = 20;

struct Options {
  std::string file;
  std::string fund;
  std::string partner;
  std::string database = default_database();
  std::string packs = "ops/schemes";
  std::string errors;
};

Fund fund_of(const Options& options) {
  const char* given = std::getenv("HAVEN_FUNDS");
  config::Reader env{given ? std::map<std::string, std::string>{{"HAVEN_FUNDS", given}}
                           : std::map<std::string, std::string>{}};
  const auto funds = env.funds("HAVEN_FUNDS", "owwa:ph:+08:00");
  env.finish();
  const auto found = std::ranges::find(funds, options.fund, &Fund::code);
  if (found == funds.end()) stop(options.fund + " is no fund here; HAVEN_FUNDS lists them");
  return *found;
}

struct FileFacts {
  std::string sha256;
  std::int64_t lines = 0;  // after the header, for the progress bar
};

FileFacts facts_of(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) stop(path + " cannot be read");
  Sha256 digest;
  FileFacts facts;
  std::string part(1 << 16, '\0');
  while (in.read(part.data(), static_cast<std::streamsize>(part.size())), in.gcount() > 0) {
    const std::string_view bytes{part.data(), static_cast<std::size_t>(in.gcount())};
    digest.add(bytes);
    facts.lines += std::ranges::count(bytes, '\n');
  }
  facts.lines = std::max<std::int64_t>(facts.lines - 1, 0);
  facts.sha256 = digest.finish_hex();
  return facts;
}

/// Everything that both kinds of import work with. `Service` has an Occasion of its own.
struct Import {
  explicit Import(const Options& chosen, const char* role)
      : options(chosen),
        fund(fund_of(chosen)),
        pack(or_stop(scheme::load_pack(std::filesystem::path{chosen.packs} / fund.pack))),
        file(facts_of(chosen.file)),
        pool(chosen.database + " user=" + role, 1) {}

  template <class Occasion>
  [[nodiscard]] Occasion occasion() const {
    const Instant now = clock();
    return {fund.code, *pack,    day_of(now, fund.offset),
            now,       "import", "import:" + file.sha256.substr(0, 32)};
  }
  template <class Act>
  auto in(Act act) {
    return db::in_transaction(pool, act);
  }

  Options options;
  Fund fund;
  scheme::PackPtr pack;
  FileFacts file;
  db::Pool pool;
  Clock clock = system_clock();
};

// Shows the first refused lines, writes all of them to --errors, and tells by the exit status.
template <class RefusedLine>
void report(const Options& options, const std::vector<RefusedLine>& refused) {
  if (!options.errors.empty()) {
    std::ofstream out{options.errors};
    out << "line,field,reason\n";
    for (const auto& each : refused) {
      out << csv_line({std::to_string(each.line), each.field, each.reason}) << '\n';
    }
    if (!out.flush()) stop(options.errors + " cannot be written");
  }
  for (std::size_t i = 0; i < std::min(refused.size(), shown_refusals_max); ++i) {
    std::cout << "  line " << refused[i].line << ", " << refused[i].field << ": expected "
              << refused[i].reason << '\n';
  }
  if (refused.size() > shown_refusals_max) {
    std::cout << "  and " << refused.size() - shown_refusals_max
              << " more; --errors FILE writes them all\n";
  }
  if (!refused.empty()) throw CLI::RuntimeError{some_refused};
}

// Takes the file's lines chunk by chunk, from where an earlier run stopped.
enrolment::store::MemberFile take_members(Import& import, enrolment::MemberLines& lines,
                                          const enrolment::Columns& columns,
                                          enrolment::store::MemberFile file) {
  using namespace enrolment;
  rehearsal::Progress progress{"members", static_cast<std::size_t>(import.file.lines)};
  for (std::int64_t skipped = 0; skipped < file.lines_done;) {
    const auto left = static_cast<std::size_t>(file.lines_done - skipped);
    skipped += static_cast<std::int64_t>(lines.next(std::min(left, import_chunk_lines)).size());
  }
  progress.add(static_cast<std::size_t>(file.lines_done));
  while (!file.read) {
    MemberChunk chunk{import.file.sha256, file.lines_done, lines.next(import_chunk_lines), false};
    chunk.last = chunk.lines.size() < import_chunk_lines;
    file = or_stop(import.in([&](db::Transaction& tx) {
      return import_members(tx, import.occasion<Occasion>(), columns, chunk);
    }));
    progress.add(chunk.lines.size());
  }
  return file;
}

void import_members_file(const Options& options) {
  using namespace enrolment;
  Import import{options, "haven_enrolment"};
  MemberLines lines{options.file};
  const Columns columns = or_stop(lines.header());
  auto file = import.in([&](db::Transaction& tx) {
    return open_member_file(tx, import.occasion<Occasion>(), import.file.sha256);
  });
  const bool before = file.read;
  if (!before) file = take_members(import, lines, columns, file);
  std::cout << (before ? "This file was imported before: " : "") << file.taken << " enrolled, "
            << file.refused << " refused\n";
  report(options, import.in([&](db::Transaction& tx) {
    return store::refused_lines(tx, options.fund, import.file.sha256);
  }));
}

std::vector<contributions::store::RefusedLine> refused_contributions(
    Import& import, const contributions::FileId& id) {
  constexpr int page_rows = 1000;
  std::vector<contributions::store::RefusedLine> all;
  while (true) {
    const std::int64_t after = all.empty() ? 0 : all.back().line;
    const auto page = import.in([&](db::Transaction& tx) {
      return contributions::store::page_of_refused_lines(tx, id, after, page_rows);
    });
    all.insert(all.end(), page.begin(), page.end());
    if (page.size() < page_rows) return all;
  }
}

void import_contributions_file(const Options& options) {
  using namespace contributions;
  Import import{options, "haven_contributions"};
  const PartnerFile source{options.file, import.file.sha256, options.partner};
  auto file = or_stop(import.in(
      [&](db::Transaction& tx) { return stage_file(tx, import.occasion<Occasion>(), source); }));
  const bool before = file.booked;
  {
    rehearsal::Progress progress{"contributions", static_cast<std::size_t>(file.lines)};
    progress.add(static_cast<std::size_t>(file.lines_done));
    while (!file.booked) {
      const std::int64_t done = file.lines_done;
      file = import.in(
          [&](db::Transaction& tx) { return book_chunk(tx, import.occasion<Occasion>(), source); });
      progress.add(static_cast<std::size_t>(file.lines_done - done));
    }
  }
  std::cout << (before ? "This file was imported before: " : "") << file.matched << " matched, "
            << file.unmatched << " unmatched, " << file.already_booked << " booked before, "
            << file.refused << " refused\n";
  report(options, refused_contributions(import, file.id));
}

void add_common(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "a CSV file with a header line")->required();
  command.add_option("--fund", options.fund, "the fund's code, such as owwa")->required();
  command.add_option("--database", options.database, "libpq connection string, without a user")
      ->capture_default_str();
  command.add_option("--packs", options.packs, "the folder of the packs")->capture_default_str();
  command.add_option("--errors", options.errors, "write every refused line to this CSV file");
}

}  // namespace

void add_import_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* import = app.add_subcommand("import", "Take a file of members or contributions");
  import->require_subcommand(1);
  import->footer(
      "Lines are committed in chunks: an import that was cut off goes on where it stopped, and the "
      "same file twice adds nothing.\nExit status 0 when every line was taken, 3 when some were "
      "refused.");

  auto* members = import->add_subcommand("members", "Enrol the people of a CSV file");
  add_common(*members, *options);
  members->footer(
      "Example: haven import members members.csv --fund owwa --errors refused.csv\n"
      "Needed columns: given_names,family_name,born,sex,country,document_type,document_number.\n"
      "Further ones: number,married,preferred_hand,family,nominees,contract_start,contract_end,"
      "hire,occupation,sector,salary,salary_currency,departed,returned,registrations.\n"
      "  family         husband:spouse:Juan Cruz:1986-09-30:male|ana:child:Ana Cruz:2014-02-11:"
      "female:dependent school=primary\n"
      "  nominees       husband:60|friend:40:Rosa Lim\n"
      "  registrations  oci:new:agency:2024-03-01:2026-02-28\n"
      "services/enrolment/README.md says more.");
  members->callback([options] { import_members_file(*options); });

  auto* contributions =
      import->add_subcommand("contributions", "Book the payments of a collecting partner's file");
  add_common(*contributions, *options);
  contributions->add_option("--partner", options->partner, "who collected, 1 to 40 characters")
      ->required();
  contributions->footer(
      "Example: haven import contributions june.csv --fund owwa --partner metrobank\n"
      "The header is: reference,member_number,scheme,kind,channel,amount,currency,paid");
  contributions->callback([options] { import_contributions_file(*options); });
}

}  // namespace haven
