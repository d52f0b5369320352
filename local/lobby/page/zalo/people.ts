import { newSid } from '../server.ts';

const STORED_AS = 'lobby.zalo.people';
const NAMES = ['Chị Thạch Thị Sa', 'Anh Lò Văn Pánh', 'Bà Nguyễn Thị Hoa'];

export interface ZaloPerson {
  id: string;
  name: string;
}

/** People who write on Zalo, invented; new ones in each tab, the same until it is closed. */
export function people(): ZaloPerson[] {
  const stored = sessionStorage.getItem(STORED_AS)?.split(' ');
  const ids = stored?.length === NAMES.length ? stored : NAMES.map(newZaloId);
  sessionStorage.setItem(STORED_AS, ids.join(' '));
  return NAMES.map((name, index) => ({ id: ids[index] ?? newZaloId(), name }));
}

/** 19 digits, as Zalo's ids have. */
export const newZaloId = (): string => `8${BigInt(newSid('0x')).toString().padStart(18, '0').slice(0, 18)}`;

/** Places they may share. */
export const PLACES = [
  { name: 'Sóc Trăng (nay là Cần Thơ)', latitude: 9.6037, longitude: 105.98 },
  { name: 'Hà Giang (nay là Tuyên Quang)', latitude: 22.8233, longitude: 104.9836 },
  { name: 'Hà Nội', latitude: 21.0278, longitude: 105.8342 },
  { name: 'Điện Biên Phủ', latitude: 21.386, longitude: 103.023 },
  { name: 'Đà Nẵng', latitude: 16.0545, longitude: 108.2022 },
  { name: 'Buôn Ma Thuột', latitude: 12.6667, longitude: 108.0383 },
  { name: 'Thành phố Hồ Chí Minh', latitude: 10.7769, longitude: 106.7009 },
  { name: 'Cà Mau', latitude: 9.1769, longitude: 105.1524 },
];
