/** Documents of two associations, in Russian and in English, by file name: what the dialogues of the tests are about. */
export const DOCUMENTS: Record<string, string> = {
  'pool-rules.md': `# Правила бассейна «Волна»

## 1. Режим работы

1.1. В будни бассейн открыт с 7:00 до 22:00. По субботам бассейн открыт с 9:00 до 20:00. По воскресеньям бассейн закрыт на уборку.

1.2. Директор бассейна — Нина Аркадьевна Сухова. Приём посетителей она ведёт по четвергам в кабинете 5.

## 2. Цены

2.1. Разовое посещение для взрослых стоит 480 рублей. Разовое посещение для детей стоит 250 рублей. Для пенсионеров посещение стоит 300 рублей.

2.2. Годовой абонемент стоит 21 000 рублей. Месячный абонемент стоит 2 900 рублей. Абонемент можно заморозить на 14 дней.

## 3. Справки

3.1. Детям до 12 лет нужна справка от педиатра. Справка действует три месяца. Её выдают в поликлинике на улице Лесной.

3.2. Собаки в бассейн не допускаются, потому что у воды нет отдельной раздевалки для хозяев.
`,
  'coach-contract.md': `# Трудовой договор тренера

1.1. Тренер принимается на работу с испытательным сроком два месяца.

1.2. Оклад тренера составляет 64 000 рублей в месяц. Оклад выплачивается 10-го числа.

1.3. Срок предупреждения об увольнении — две недели.
`,
  'hall-lease.md': `# Договор аренды зала

1.1. Арендная плата за зал составляет 85 000 рублей в месяц.

1.2. Срок предупреждения о расторжении — три месяца.

1.3. Текущий ремонт оплачивает арендатор. Капитальный ремонт оплачивает арендодатель.
`,
  'boat-club.md': `# Handbook of the Alder Boat Club

## Hire

On weekdays a rowing boat costs 12 pounds an hour. On Sundays a rowing boat costs 18 pounds an hour. A canoe costs 9 pounds an hour.

A deposit of 40 pounds is taken for each boat. It is returned within three days.

## People

The club secretary is Maud Ellery. Her office is above the boathouse.

The safety rules were signed by Captain Tom Brisco on 3 May 2021.

## Rules

Children must wear life jackets. Adults may row without life jackets. Dogs are not allowed in canoes because they tip over easily.

The slipway is closed in winter. It opens again on 1 April.
`,
};
