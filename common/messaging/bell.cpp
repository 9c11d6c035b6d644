#include "common/messaging/bell.hpp"

#include <algorithm>
#include <vector>

namespace haven::messaging {
namespace {

struct Tower {
  std::mutex guard;
  std::vector<Bell*> bells;
};

Tower& tower() {
  static Tower all;
  return all;
}

}  // namespace

Bell::Bell(std::set<std::string> types) : types_(std::move(types)) {
  const std::lock_guard lock{tower().guard};
  tower().bells.push_back(this);
}

Bell::~Bell() {
  const std::lock_guard lock{tower().guard};
  std::erase(tower().bells, this);
}

void Bell::ring() {
  {
    const std::lock_guard lock{guard_};
    ++rings_;
  }
  rang_.notify_all();
}

std::uint64_t Bell::rings() const {
  const std::lock_guard lock{guard_};
  return rings_;
}

void Bell::wait(std::uint64_t heard, std::chrono::milliseconds at_most) const {
  std::unique_lock lock{guard_};
  rang_.wait_for(lock, at_most, [&] { return rings_ != heard; });
}

void ring_for(const std::string& type) {
  const std::lock_guard lock{tower().guard};
  for (Bell* bell : tower().bells) {
    if (bell->types_.contains(type)) bell->ring();
  }
}

}  // namespace haven::messaging
