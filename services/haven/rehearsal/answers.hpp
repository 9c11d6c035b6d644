// What the stand-ins read out of haven's answers.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "services/haven/rehearsal/client.hpp"

namespace haven::rehearsal {

/// The text of a member; "" when there is none.
std::string text_at(const boost::json::value& value, std::string_view name);
/// The number of a member; 0 when there is none.
std::int64_t number_at(const boost::json::value& value, std::string_view name);
/// The names in a bank line that could be somebody's.
std::vector<std::string> references_of(const boost::json::value& line);
/// The member "items" of a list.
boost::json::array items_of(const Answer& answer);
/// One page of a list is enough: every desk comes back for the rest.
boost::json::array page(Client& desk, const std::string& path);

}  // namespace haven::rehearsal
