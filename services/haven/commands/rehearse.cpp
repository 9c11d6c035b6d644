#include "services/haven/commands/rehearse.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdlib>
#include <iostream>

#include "services/haven/config.hpp"
#include "services/haven/rehearsal/load.hpp"
#include "services/haven/rehearsal/month.hpp"
#include "services/haven/rehearsal/office.hpp"
#include "services/haven/rehearsal/people.hpp"

namespace haven {
namespace {

struct PeopleOptions {
  std::size_t members = 20000;
  std::uint64_t seed = 7;
  std::string out = "var/rehearsal";
};

std::string default_token_key() {
  const char* given = std::getenv("HAVEN_TOKEN_KEY");
  return given ? given : "var/token-key.pem";
}

void people(const PeopleOptions& options) {
  const Date today = day_of(system_clock()(), std::chrono::hours{8});
  const auto members = rehearsal::make_members(options.members, options.seed, today);
  const std::filesystem::path out = options.out;
  std::filesystem::create_directories(out);
  rehearsal::write_members_csv(members, out / "members.csv");
  rehearsal::write_contributions_csv(members, out / "contributions.csv");
  std::cout << members.size() << " members in " << (out / "members.csv").string()
            << ", their contributions in " << (out / "contributions.csv").string() << '\n';
}

void add_people(CLI::App& rehearse) {
  auto options = std::make_shared<PeopleOptions>();
  auto* command =
      rehearse.add_subcommand("people", "Write files of made-up members and contributions");
  command->add_option("--members", options->members, "how many")->capture_default_str();
  command->add_option("--seed", options->seed, "the same seed makes the same people")
      ->capture_default_str();
  command->add_option("--out", options->out, "folder for members.csv and contributions.csv")
      ->capture_default_str();
  command->footer("Example: haven rehearse people --members 20000 --seed 7 --out var/rehearsal");
  command->callback([options] { people(*options); });
}

void add_month(CLI::App& rehearse) {
  auto options = std::make_shared<rehearsal::MonthOptions>();
  options->token_key = default_token_key();
  auto* command =
      rehearse.add_subcommand("month", "File claims over HTTP and let stand-ins work on them");
  command->add_option("--url", options->url, "where haven listens")->required();
  command->add_option("--fund", options->fund, "the fund's code")->capture_default_str();
  command->add_option("--key", options->token_key, "the private key that signs tokens")
      ->capture_default_str();
  command->add_option("--bank", options->bank, "folder of a bank that serves (bank --help)")
      ->capture_default_str();
  command->add_option("--members", options->members, "as given to rehearse people")
      ->capture_default_str();
  command->add_option("--people-seed", options->people_seed, "as given to rehearse people")
      ->capture_default_str();
  command->add_option("--claims", options->claims, "how many")->capture_default_str();
  command->add_option("--seed", options->seed, "another seed files other claims")
      ->capture_default_str();
  command->add_option("--desks", options->desks, "intake desks that file at once")
      ->capture_default_str();
  command->footer(
      "Example: haven rehearse month --url http://127.0.0.1:8080 --claims 500 --seed 8\n"
      "A rehearsal makes things up: never point it at a real fund.");
  command->callback([options] {
    if (!rehearsal::play_month(*options)) throw CLI::RuntimeError{1};
  });
}

void add_load(CLI::App& rehearse) {
  auto options = std::make_shared<rehearsal::LoadOptions>();
  options->token_key = default_token_key();
  auto* command =
      rehearse.add_subcommand("load", "Keep claims in flight, from filing to settlement");
  command->add_option("--url", options->url, "where haven listens")->required();
  command->add_option("--fund", options->fund, "the fund's code")->capture_default_str();
  command->add_option("--key", options->token_key, "the private key that signs tokens")
      ->capture_default_str();
  command->add_option("--bank", options->bank, "folder of a bank that serves (bank --help)")
      ->capture_default_str();
  command->add_option("--members", options->members, "as given to rehearse people")
      ->capture_default_str();
  command->add_option("--people-seed", options->people_seed, "as given to rehearse people")
      ->capture_default_str();
  command
      ->add_option("--first-member", options->first_member,
                   "each has one claim: begin where the load before ended")
      ->capture_default_str();
  command->add_option("--claims-in-flight", options->in_flight, "filed and not yet settled")
      ->capture_default_str();
  command->add_option("--claims", options->claims, "so many and no more; 0: until the time is over")
      ->capture_default_str();
  command->add_option("--filers", options->filers, "connections that file")->capture_default_str();
  command->add_option("--approvers", options->approvers, "connections that approve decisions")
      ->capture_default_str();
  command->add_option("--warm-up", options->warm_up_s, "seconds before the measured window")
      ->capture_default_str();
  command->add_option("--seconds", options->seconds, "length of the measured window")
      ->capture_default_str();
  command->footer("Example: haven rehearse load --url http://127.0.0.1:8080 --claims-in-flight 64");
  command->callback([options] {
    if (!rehearsal::run_load(*options)) throw CLI::RuntimeError{1};
  });
}

// The reference of some claim that has come to its end.
std::string some_reference(const std::string& url, const std::string& key) {
  const rehearsal::Office office{url, "owwa", key, std::chrono::seconds{5}};
  const auto desk = office.desk("intake_guest", "intake");
  const auto found = desk->get("/v1/claims?state=closed&limit=1").json();
  const auto* object = found.if_object();
  const auto* items = object ? object->if_contains("items") : nullptr;
  if (!items || !items->is_array() || items->as_array().empty()) return "REFERENCE";
  return std::string{items->at(0).at("reference").as_string()};
}

// Ready lines to try, with tokens that are good for eight hours.
void hints(const std::string& url, const std::string& key) {
  const auto line = [&](const std::string& what, const std::string& role, const std::string& path) {
    std::cout << "# " << what
              << "\ncurl -s -H \"Authorization: Bearer $(build/release/haven token issue "
              << "--key " << key << " --subject " << role << "_guest --fund owwa --role " << role
              << ")\" '" << url << path << "'\n\n";
  };
  std::cout << "\nhaven serves " << url << " until ops/stop. Try:\n\n";
  line("claims that wait for the family", "intake", "/v1/claims?waiting_for=family&limit=5");
  line("decisions that wait for a second person", "approver", "/v1/decisions?state=proposed");
  line("purses", "cashier", "/v1/purses");
  line("payments the bank gave back", "cashier", "/v1/payments?state=returned");
  std::cout << "# the story of one claim\nbuild/release/haven claim show "
            << some_reference(url, key) << "\n\n"
            << "# numbers for Prometheus\ncurl -s '" << url << "/metrics'\n";
}

void add_hints(CLI::App& rehearse) {
  struct Hint {
    std::string url, key = default_token_key();
  };
  auto options = std::make_shared<Hint>();
  auto* command = rehearse.add_subcommand("hints", "Print curl lines to try");
  command->add_option("--url", options->url, "where haven listens")->required();
  command->add_option("--key", options->key, "the private key that signs tokens")
      ->capture_default_str();
  command->footer("Example: haven rehearse hints --url http://127.0.0.1:8080");
  command->callback([options] { hints(options->url, options->key); });
}

}  // namespace

void add_rehearse_command(CLI::App& app) {
  auto* rehearse = app.add_subcommand("rehearse", "Play a made-up month of a fund");
  rehearse->require_subcommand(1);
  add_people(*rehearse);
  add_month(*rehearse);
  add_load(*rehearse);
  add_hints(*rehearse);
}

}  // namespace haven
