#include <fstream>
#include <sstream>
#include <stdexcept>

#include "services/ledger/api/events.hpp"
#include "services/ledger/api/purse_file.hpp"
#include "services/ledger/app/ensure_purses.hpp"

namespace haven::ledger {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw std::runtime_error{path.string() + " is missing: it names the fund's purses"};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

void ensure_purses(const service::Setting& setting, const std::filesystem::path& folder) {
  for (const Fund& fund : setting.funds) {
    const auto path = folder / (fund.code + ".yaml");
    const auto terms = purses_from_yaml(read_file(path));
    if (!terms) throw std::runtime_error{path.string() + ": " + terms.error().detail};
    const auto ensured = db::in_transaction(setting.db, [&](db::Transaction& tx) {
      return ensure_purses(tx, fund.code, *terms, setting.today(fund.code), setting.clock());
    });
    if (!ensured) throw std::runtime_error{path.string() + ": " + ensured.error().detail};
  }
}

}  // namespace haven::ledger
