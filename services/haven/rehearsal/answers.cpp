#include "services/haven/rehearsal/answers.hpp"

namespace haven::rehearsal {

std::string text_at(const boost::json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  return found && found->is_string() ? std::string{found->as_string()} : "";
}

std::int64_t number_at(const boost::json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  return found && found->is_int64() ? found->as_int64() : 0;
}

std::vector<std::string> references_of(const boost::json::value& line) {
  std::vector<std::string> references;
  const auto* names = line.as_object().if_contains("references");
  for (const auto& name : names != nullptr ? names->as_array() : boost::json::array{}) {
    references.emplace_back(name.as_string());
  }
  return references;
}

boost::json::array items_of(const Answer& answer) {
  const auto body = answer.json();
  const auto* object = body.if_object();
  const auto* items = object ? object->if_contains("items") : nullptr;
  return items && items->is_array() ? items->as_array() : boost::json::array{};
}

boost::json::array page(Client& desk, const std::string& path) {
  return items_of(desk.get(path));
}

}  // namespace haven::rehearsal
