#include "services/haven/rehearsal/office.hpp"

namespace haven::rehearsal {

Office::Office(std::string url, std::string fund, const std::filesystem::path& token_key,
               std::chrono::seconds patience)
    : url_(std::move(url)),
      fund_(std::move(fund)),
      signer_(token_key, "haven"),
      patience_(patience) {}

std::unique_ptr<Client> Office::desk(const std::string& subject, const std::string& role) const {
  const std::string token =
      signer_.issue({subject, fund_, {role}, ""}, system_clock()(), std::chrono::hours{8});
  return std::make_unique<Client>(url_, token, patience_);
}

std::unique_ptr<Client> Office::counter(const std::string& token) const {
  return std::make_unique<Client>(url_, token, patience_);
}

}  // namespace haven::rehearsal
