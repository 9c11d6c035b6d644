#include "services/haven/rehearsal/load.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>

#include "services/haven/rehearsal/funding.hpp"
#include "services/haven/rehearsal/payment_desk.hpp"
#include "services/haven/rehearsal/people.hpp"
#include "services/haven/rehearsal/staff.hpp"

namespace haven::rehearsal {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds stuck_after{30};

// The places for claims in flight. A filer takes one; the bank's statement gives it back.
class Places {
 public:
  explicit Places(std::size_t count) : free_(count) {}

  // False when the doors closed, or nothing was settled for so long that something is wrong.
  bool take() {
    std::unique_lock lock{guard_};
    const bool in_time = freed_.wait_for(lock, stuck_after, [&] { return free_ > 0 || closed_; });
    if (!in_time || closed_) return false;
    --free_;
    ++taken_;
    return true;
  }
  void settle(std::size_t count) { give_back(count, settled_); }
  // Refused at the counter.
  void refuse() { give_back(1, refused_); }
  // Nobody is left to file for.
  void leave() { give_back(1, left_); }
  void close() {
    const std::lock_guard lock{guard_};
    closed_ = true;
    freed_.notify_all();
  }
  bool wait_until_empty() {
    std::unique_lock lock{guard_};
    return freed_.wait_for(lock, stuck_after,
                           [&] { return taken_ == settled_ + refused_ + left_; });
  }
  [[nodiscard]] std::size_t settled() const {
    const std::lock_guard lock{guard_};
    return settled_;
  }
  [[nodiscard]] std::size_t refused() const {
    const std::lock_guard lock{guard_};
    return refused_;
  }

 private:
  void give_back(std::size_t count, std::size_t& counted) {
    const std::lock_guard lock{guard_};
    free_ += count;
    counted += count;
    freed_.notify_all();
  }

  mutable std::mutex guard_;
  std::condition_variable freed_;
  std::size_t free_, taken_ = 0, settled_ = 0, refused_ = 0, left_ = 0;
  bool closed_ = false;
};

// Whom an emergency repatriation is granted to without a person's look: covered, at work since
// long.
std::vector<Member> covered(std::vector<Member> members, Date today) {
  std::erase_if(members, [&](const Member& member) {
    const bool paid_for =
        member.standing == Standing::both_layers || member.standing == Standing::fund_only;
    return !paid_for || member.contract_start > today - std::chrono::days{90};
  });
  return members;
}

// Needs no papers, so that the claim is ready at once and its way is the same for all.
json::object claim_of(const Member& member, Date today) {
  const std::string day = text_of(today - std::chrono::days{20});
  return {{"member_number", member.number},
          {"file", true},
          {"capacity", "worker"},
          {"incident",
           {{"kind", "repatriation"},
            {"date", day},
            {"country", member.work_country},
            {"circumstances", json::array{"emergency"}}}},
          {"costs", json::array{{{"head", "ticket"},
                                 {"amount", {{"amount", "21500.00"}, {"currency", "PHP"}}},
                                 {"incurred", day}}}},
          {"accounts", json::array{{{"party", "member"},
                                    {"owner_name", member.given_names + ' ' + member.family_name},
                                    {"bank", "BNORPHMM"},
                                    {"account", "2001" + member.passport.substr(1, 8) + "00"}}}}};
}

class Load {
 public:
  explicit Load(const LoadOptions& options)
      : options_(options),
        today_(day_of(system_clock()(), std::chrono::hours{8})),
        members_(covered(make_members(options.members, options.people_seed, today_), today_)),
        office_(options.url, options.fund, options.token_key, seconds{60}),
        places_(options.in_flight),
        next_(options.first_member) {}

  bool run() {
    BankFolder bank{options_.bank};
    Worked worked;
    PaymentDesk letters{office_, bank, worked};
    fund_purses(office_, bank, letters, {}, options_.first_member);
    std::vector<std::thread> filers, staff;
    for (int i = 1; i <= options_.filers; ++i) filers.emplace_back([this, i] { file(i); });
    for (int i = 0; i < options_.approvers; ++i) staff.emplace_back([this, i] { approve(i); });
    staff.emplace_back([this] { pay(); });
    measure();
    for (std::thread& filer : filers) filer.join();
    const bool all_settled = places_.wait_until_empty();
    over_ = true;
    for (std::thread& thread : staff) thread.join();
    print(all_settled);
    return all_settled && places_.refused() == 0;
  }

 private:
  void measure() {
    const auto pause_for = [&](int whole_seconds) {
      const auto until = steady_clock::now() + seconds{whole_seconds};
      while (steady_clock::now() < until && next_ < last_member()) {
        std::this_thread::sleep_for(milliseconds{5});
      }
    };
    pause_for(options_.warm_up_s);
    from_ = system_clock()();
    const std::size_t before = places_.settled();
    pause_for(options_.seconds);
    to_ = system_clock()();
    settled_in_window_ = places_.settled() - before;
    if (options_.claims == 0) places_.close();
  }

  [[nodiscard]] std::size_t last_member() const {
    if (options_.claims == 0) return members_.size();
    return std::min(options_.first_member + options_.claims, members_.size());
  }

  void file(int number) {
    const auto intake = office_.desk("intake_" + std::to_string(number), "intake");
    while (places_.take()) {
      const std::size_t i = next_++;
      if (i >= last_member()) return places_.leave();
      if (!intake->post("/v1/claims", claim_of(members_[i], today_)).good()) places_.refuse();
    }
  }

  // Several approvers share out the list by the last letter of the decision's id.
  void approve(int number) {
    const auto desk = office_.desk("approver_" + std::to_string(number + 1), "approver");
    while (!over_) {
      std::size_t approved = 0;
      const auto page = desk->get("/v1/decisions?state=proposed&limit=200").json();
      const auto* items = page.as_object().if_contains("items");
      for (const auto& decision : items ? items->as_array() : json::array{}) {
        const std::string id{decision.at("decision_id").as_string()};
        if (id.back() % options_.approvers != number) continue;
        approved += desk->post("/v1/decisions/" + id + "/approval", json::object{}).good() ? 1 : 0;
      }
      if (approved == 0) std::this_thread::sleep_for(milliseconds{5});
    }
  }

  void pay() {
    BankFolder bank{options_.bank};
    Worked worked;
    PaymentDesk desk{office_, bank, worked};
    while (!over_) {
      const std::size_t done = desk.pay() + desk.take_letters();
      places_.settle(static_cast<std::size_t>(worked.settled.exchange(0)));
      if (done == 0) std::this_thread::sleep_for(milliseconds{5});
    }
  }

  void print(bool all_settled) const {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto in_seconds = [](const timeval& t) {
      return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    std::cout << json::serialize(json::object{
                     {"from", text_of(from_)},
                     {"to", text_of(to_)},
                     {"settled_in_window", settled_in_window_},
                     {"settled", places_.settled()},
                     {"refused", places_.refused()},
                     {"all_settled", all_settled},
                     {"next_member", std::min(next_.load(), last_member())},
                     {"load_cpu_s", in_seconds(used.ru_utime) + in_seconds(used.ru_stime)}})
              << '\n';
  }

  const LoadOptions& options_;
  Date today_;
  std::vector<Member> members_;
  Office office_;
  Places places_;
  std::atomic<std::size_t> next_;
  std::atomic<bool> over_ = false;
  Instant from_{}, to_{};
  std::size_t settled_in_window_ = 0;
};

}  // namespace

bool run_load(const LoadOptions& options) {
  return Load{options}.run();
}

}  // namespace haven::rehearsal
