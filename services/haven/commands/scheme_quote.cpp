#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "common/scheme/phrases.hpp"
#include "services/haven/commands/scheme_files.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

struct Options {
  std::string what;  // a case file or a pack's name
  std::string packs = "ops/schemes";
  std::string scheme, kind = "new", channel, plan, today, born, starts, ends;
  std::optional<int> term_months;
  std::vector<std::string> facts;
};

std::optional<Date> day_from(const std::string& option, const std::string& text) {
  if (text.empty()) return {};
  const auto day = date_from(text);
  if (!day) stop(option + " is a day such as 2024-05-14");
  return day;
}

/// A quote asked for by options instead of a case file.
scheme::Case case_of(const Options& options) {
  scheme::Case facts;
  facts.pack = options.what;
  facts.ask = "quote";
  facts.today = *day_from("--today", options.today);
  facts.member.born = day_from("--born", options.born);
  scheme::Registration registration;
  registration.scheme = options.scheme;
  registration.kind = options.kind;
  registration.channel = options.channel;
  registration.plan = options.plan;
  registration.term_months = options.term_months;
  facts.registrations.push_back(std::move(registration));
  scheme::Contract contract;
  contract.start = day_from("--starts", options.starts);
  contract.end = day_from("--ends", options.ends);
  if (contract.start || contract.end) facts.contract = std::move(contract);
  for (const std::string& fact : options.facts) {
    const auto equals = fact.find('=');
    if (equals == std::string::npos) {
      stop("--fact is NAME=VALUE, such as consular_act=visa");
    }
    facts.facts[fact.substr(0, equals)] = fact.substr(equals + 1);
  }
  return facts;
}

CaseAndPack question_of(const Options& options) {
  if (std::filesystem::is_regular_file(options.what)) {
    auto asked = case_and_pack(options.what, options.packs);
    asked.facts.ask = "quote";
    return asked;
  }
  if (options.scheme.empty() || options.today.empty()) {
    stop("name a case file, or a pack with --scheme and --today: see --help");
  }
  auto pack = installed_pack(options.packs, options.what);
  return {case_of(options), std::move(pack)};
}

void quote(const Options& options) {
  const auto [facts, pack] = question_of(options);
  const auto decision = or_stop(scheme::evaluate(*pack, facts));
  Table table{"To be paid, asked on " + text_of(facts.today), {"to whom", "item", "amount>"}, {}};
  for (const auto& line : decision.quote) {
    table.rows.push_back({scheme::info_of(*pack, line.scheme).title, scheme::words_of(line.item),
                          scheme::amount_words(line.amount)});
  }
  if (!table.rows.empty()) table.print(std::cout);
  bool refused = false;
  for (const auto& line : decision.lines) {
    std::cout << scheme::info_of(*pack, line.scheme).title
              << " cannot cover this person: " << scheme::reason_text(*pack, line.reason) << '\n';
    refused = true;
  }
  if (table.rows.empty() && !refused) std::cout << "Nothing has to be paid under this pack.\n";
  if (refused) throw CLI::RuntimeError{1};
}

}  // namespace

void add_scheme_quote(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand("quote", "What must be paid to be covered");
  command->add_option("what", options->what, "a case file, or the name of a pack")->required();
  add_packs_option(*command, options->packs);
  command->add_option("--scheme", options->scheme, "with a pack: the scheme");
  command->add_option("--kind", options->kind, "new or renewal")->capture_default_str();
  command->add_option("--channel", options->channel,
                      "agency, direct, individual, mission, promoter");
  command->add_option("--plan", options->plan, "of the schemes that have plans");
  command->add_option("--months", options->term_months, "the term");
  command->add_option("--born", options->born, "the worker's birth date");
  command->add_option("--starts", options->starts, "first day of the contract");
  command->add_option("--ends", options->ends, "last day of the contract");
  command->add_option("--today", options->today, "the day on which the question is asked");
  command->add_option("--fact", options->facts, "NAME=VALUE, what only one scheme asks about");
  command->footer(
      "Examples: haven scheme quote ph --scheme owwa --today 2024-06-20\n"
      "          haven scheme quote np --scheme term_life --months 24 --born 1990-06-15 --today "
      "2016-08-20");
  command->callback([options] { quote(*options); });
}

}  // namespace haven
