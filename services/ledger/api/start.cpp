#include <fstream>
#include <sstream>
#include <stdexcept>

#include "services/ledger/api/earmark_file.hpp"
#include "services/ledger/api/events.hpp"
#include "services/ledger/api/purse_file.hpp"
#include "services/ledger/app/ensure_purses.hpp"
#include "services/ledger/app/measure_earmarks.hpp"

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
    const auto stop = [&](const Error& error) {
      throw std::runtime_error{path.string() + ": " + error.detail};
    };
    const std::string text = read_file(path);
    const auto terms = purses_from_yaml(text);
    if (!terms) stop(terms.error());
    const auto earmarks = earmarks_from_yaml(text);
    if (!earmarks) stop(earmarks.error());
    const auto ensured = db::in_transaction(setting.db, [&](db::Transaction& tx) -> Result<void> {
      const auto made =
          ensure_purses(tx, fund.code, *terms, setting.today(fund.code), setting.clock());
      if (!made) return made;
      return ensure_earmarks(tx, fund.code, *earmarks, *terms);
    });
    if (!ensured) stop(ensured.error());
  }
}

}  // namespace haven::ledger
