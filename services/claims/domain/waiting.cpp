#include "services/claims/domain/waiting.hpp"

namespace haven::claims {

std::map<Party, std::chrono::seconds> waited_for(const std::vector<HistoryLine>& history,
                                                 Instant now) {
  std::map<Party, std::chrono::microseconds> exact;
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (!history[i].waiting_for) continue;
    const Instant until = i + 1 < history.size() ? history[i + 1].at : now;
    exact[*history[i].waiting_for] += until - history[i].at;
  }
  std::map<Party, std::chrono::seconds> whole;
  for (const auto& [party, time] : exact) {
    whole[party] = std::chrono::duration_cast<std::chrono::seconds>(time);
  }
  return whole;
}

}  // namespace haven::claims
