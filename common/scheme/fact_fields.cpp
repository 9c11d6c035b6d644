#include "common/scheme/fact_paths.hpp"

namespace haven::scheme {
namespace {

using namespace fact_paths;

Value cost_amount(const Cost& cost, Arena&) {
  return cost.has_amount() ? value_of(cost.amount) : Value{};
}

Value cost_currency(const Cost& cost, Arena&) {
  if (cost.has_amount()) return Value::text(cost.amount.currency().code());
  return cost.paid_elsewhere ? Value::text(cost.paid_elsewhere->currency().code()) : Value{};
}

Value nominee_share(const Nominee& nominee, Arena&) {
  if (!nominee.share_percent) return {};
  const auto hundredths = std::int64_t{100} * *nominee.share_percent + nominee.share_hundredths;
  const auto share = divide(feel::Number::of(hundredths), feel::Number::of(100));
  return share ? Value::of(*share) : Value{};
}

constexpr FactField<Registration> of_registration[] = {
    {"scheme", at<Registration, &Registration::scheme>},
    {"kind", at<Registration, &Registration::kind>},
    {"channel", at<Registration, &Registration::channel>},
    {"registered", at<Registration, &Registration::registered>},
    {"paid", at<Registration, &Registration::paid>},
    {"starts", at<Registration, &Registration::starts>},
    {"ends", at<Registration, &Registration::ends>},
    {"term_months", at<Registration, &Registration::term_months>},
    {"plan", at<Registration, &Registration::plan>},
    {"sum", at<Registration, &Registration::sum>},
    {"currency", currency_at<Registration, &Registration::sum>},
    {"premium_charged_to_worker", at<Registration, &Registration::premium_charged_to_worker>},
    {"status", at<Registration, &Registration::status>},
    {"paid_months", at<Registration, &Registration::paid_months>},
    {"last_paid", at<Registration, &Registration::last_paid>}};

constexpr FactField<Relative> of_relative[] = {{"id", at<Relative, &Relative::id>},
                                               {"relation", at<Relative, &Relative::relation>},
                                               {"sex", at<Relative, &Relative::sex>},
                                               {"born", at<Relative, &Relative::born>},
                                               {"alive", at<Relative, &Relative::alive>},
                                               {"married", at<Relative, &Relative::married>},
                                               {"dependent", at<Relative, &Relative::dependent>},
                                               {"disabled", at<Relative, &Relative::disabled>},
                                               {"school", at<Relative, &Relative::school>},
                                               {"barred", at<Relative, &Relative::barred>}};

constexpr FactField<Nominee> of_nominee[] = {{"id", at<Nominee, &Nominee::id>},
                                             {"share", nominee_share}};

constexpr FactField<Impairment> of_impairment[] = {
    {"part", at<Impairment, &Impairment::part>},
    {"kind", at<Impairment, &Impairment::kind>},
    {"side", at<Impairment, &Impairment::side>},
    {"at", at<Impairment, &Impairment::at>},
    {"percent", at<Impairment, &Impairment::percent>},
    {"grade", at<Impairment, &Impairment::grade>},
    {"months", at<Impairment, &Impairment::months>}};

constexpr FactField<Cost> of_cost[] = {
    {"head", at<Cost, &Cost::head>},       {"amount", cost_amount},
    {"currency", cost_currency},           {"incurred", at<Cost, &Cost::incurred>},
    {"days", at<Cost, &Cost::days>},       {"nights", at<Cost, &Cost::nights>},
    {"months", at<Cost, &Cost::months>},   {"paid_elsewhere", at<Cost, &Cost::paid_elsewhere>},
    {"receipt", at<Cost, &Cost::receipt>}, {"for", at<Cost, &Cost::for_whom>}};

constexpr FactField<PastPayment> of_past_payment[] = {
    {"scheme", at<PastPayment, &PastPayment::scheme>},
    {"benefit", at<PastPayment, &PastPayment::benefit>},
    {"date", at<PastPayment, &PastPayment::date>},
    {"amount", at<PastPayment, &PastPayment::amount>},
    {"currency", currency_at<PastPayment, &PastPayment::amount>},
    {"household", at<PastPayment, &PastPayment::household>}};

constexpr FactField<Period> of_period[] = {{"from", at<Period, &Period::from>},
                                           {"to", at<Period, &Period::to>}};

}  // namespace

template <>
std::span<const FactField<Registration>> fact_fields() {
  return of_registration;
}
template <>
std::span<const FactField<Relative>> fact_fields() {
  return of_relative;
}
template <>
std::span<const FactField<Nominee>> fact_fields() {
  return of_nominee;
}
template <>
std::span<const FactField<Impairment>> fact_fields() {
  return of_impairment;
}
template <>
std::span<const FactField<Cost>> fact_fields() {
  return of_cost;
}
template <>
std::span<const FactField<PastPayment>> fact_fields() {
  return of_past_payment;
}
template <>
std::span<const FactField<Period>> fact_fields() {
  return of_period;
}

}  // namespace haven::scheme
