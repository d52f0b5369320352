// biome-ignore-all format: one line a region reads better than one line a name.
/**
 * Names people use that stand in no official list: name, today's provinces, and `weak` where it is never certain by
 * itself. Cities and islands that were districts come from the gazetteer. From data/geo/place-aliases.json and common
 * use; to be checked by a native reader.
 */
export const ALIASES: ReadonlyArray<readonly [name: string, provinces: string, certainty?: 'weak']> = [
  ['HN', '01'], ['TPHN', '01'], ['Hnoi', '01'], ['Hanoi', '01'], ['Thủ đô', '01'], ['Hà Tây', '01'], ['Linh Đàm', '01'],
  ['Tỉnh Hà Đông', '01'], ['phố Huế', '01', 'weak'], ['phố cổ Hà Nội', '01'], ['Thiên Đường Bảo Sơn', '01'],
  ['HCM', '79'], ['TPHCM', '79'], ['HCMC', '79'], ['TP HCM', '79'], ['Hồ Chí Minh', '79'], ['SG', '79'], ['Sài Gòn', '79'], ['Saigon', '79'], ['Sgon', '79'], ['Sài Gòn Gia Định', '79'],
  ['Gia Định', '79', 'weak'], ['Chợ Lớn', '79'], ['Phú Mỹ Hưng', '79'], ['Thủ Thiêm', '79'], ['Hóc Môn', '79'], ['Hoóc Môn', '79'], ['TP Thủ Đức', '79'], ['Chí Hòa', '79'], ['Mỏ Cày', '86'], ['Từ Liêm', '01'], ['Hoành Bồ', '22'], ['Quảng Uyên', '04'], ['Phục Hòa', '04'], ['Thông Nông', '04'], ['Trà Lĩnh', '04'], ['Tây Trà', '51'], ['Nông Sơn', '48'], ['Kỳ Sơn', '25', 'weak'], ['Long Điền', '79', 'weak'], ['Đất Đỏ', '79', 'weak'], ['Giáp Bát', '01'], ['Mỹ Đình', '01'],
  ['BRVT', '79'], ['BR VT', '79'], ['VT', '79', 'weak'], ['Bà Rịa', '79'], ['Bà Rịa Vũng Tàu', '79'], ['Phước Tuy', '79', 'weak'], ['TDM', '79'], ['Lái Thiêu', '79'], ['Sóng Thần', '79', 'weak'], ['VSIP', '79', 'weak'],
  ['HP', '31'], ['TPHP', '31'], ['Haiphong', '31'], ['đất Cảng', '31'], ['Hải Hưng', '31 33'], ['Phố Nối', '33'], ['cửa Hới', '38'], ['tỉnh Kiến An', '31'],
  ['ĐNg', '48'], ['DNG', '48'], ['TPĐN', '48'], ['Danang', '48'], ['Quảng Nam Đà Nẵng', '48'], ['Quảng Đà', '48'],
  ['CT', '92', 'weak'], ['TPCT', '92'], ['Cantho', '92'], ['Tây Đô', '92', 'weak'], ['Ba Xuyên', '92', 'weak'], ['Phong Dinh', '92', 'weak'], ['Chương Thiện', '92 91'], ['Ngã Bảy', '92'], ['Ngã Năm', '92'],
  ['TT Huế', '46'], ['TTH', '46'], ['TTHuế', '46'], ['Thừa Thiên', '46'], ['Thừa Thiên Huế', '46'], ['cố đô Huế', '46'], ['xứ Huế', '46', 'weak'], ['A Lưới', '46'],
  ['BMT', '66'], ['Ban Mê', '66'], ['Ban Mê Thuột', '66'], ['Buôn Mê Thuột', '66'], ['Buôn Mê', '66'], ['Buôn Ma Thuộc', '66'], ['Daklak', '66'], ['Đăk Lăk', '66'], ['Đắc Lắc', '66'], ['Đak Lak', '66'], ['Đăklăk', '66'], ['Phú Khánh', '56 66'],
  ['Daknong', '68'], ['Đăk Nông', '68'], ['Đak Nông', '68'], ['Đắc Nông', '68'], ['Dalat', '68'], ['Đà Lạt', '68'], ['Tuyên Đức', '68', 'weak'], ['Thuận Hải', '68 56'], ['Mũi Né', '68'],
  ['Bắc Cạn', '19'], ['BK', '19', 'weak'], ['Bắc Thái', '19'], ['Kontum', '51'], ['Công Tum', '51'], ['Con Tum', '51'], ['Pleiku', '52'], ['Plâycu', '52'], ['Plei Ku', '52'], ['Plây Ku', '52'], ['Pờ Lây Cu', '52'], ['Gialai', '52'], ['Qui Nhơn', '52'],
  ['Gia Lai Kon Tum', '52 51'], ['Nghĩa Bình', '51 52'], ['xứ Nẫu', '52 66'], ['xứ Quảng', '48 51'], ['Bình Trị Thiên', '44 46'],
  ['xứ Thanh', '38'], ['xứ Nghệ', '40'], ['Nghệ Tĩnh', '40 42'], ['Nghệ Tịnh', '40 42'], ['BH', '75', 'weak'], ['Sông Bé', '79 75'], ['tỉnh Long Khánh', '75'], ['tỉnh Phước Long', '75'], ['tỉnh Bình Long', '75'],
  ['Hà Sơn Bình', '01 25'], ['Hà Nam Ninh', '37'], ['Nam Hà', '37'], ['Nam Định Ninh Bình', '37'], ['Vĩnh Phú', '25'], ['đất Tổ', '25'], ['Hà Bắc', '24'],
  ['Hoàng Liên Sơn', '15 14'], ['Sapa', '15'], ['Hà Tuyên', '08'], ['Cao Lạng', '04 20'], ['Việt Bắc', '04 20 19 08', 'weak'], ['Hà Cối', '22', 'weak'], ['Minh Hải', '96'], ['An Xuyên', '96', 'weak'], ['Đất Mũi', '96'], ['Camau', '96'],
  ['tỉnh Cửu Long', '86'], ['Kiến Hòa', '86', 'weak'], ['Kiến Phong', '82', 'weak'], ['Định Tường', '82', 'weak'], ['Gò Công', '82'], ['Kiến Tường', '80'], ['Hậu Nghĩa', '80'], ['Bảy Núi', '91'], ['Mộc Bài', '80'], ['Hữu Nghị Quan', '20'], ['cửa khẩu Hữu Nghị', '20'], ['Tân Thanh Lạng Sơn', '20'], ['Nội Bài', '01'], ['Tân Sơn Nhất', '79'], ['bến xe Miền Đông', '79'], ['bến xe Miền Tây', '79'], ['Suối Tiên', '79'], ['làng Sen', '40'], ['Dầu Giây', '75'], ['Đông Hải Bạc Liêu', '96'], ['Phú Quốc', '91'], ['PQ', '91', 'weak'],
  ['AG', '91', 'weak'], ['BD', '79 52', 'weak'], ['BĐ', '79 52', 'weak'], ['BG', '24', 'weak'], ['BL', '96', 'weak'], ['BN', '24', 'weak'], ['BP', '75', 'weak'], ['BT', '68 86', 'weak'], ['CB', '04', 'weak'], ['CM', '96', 'weak'],
  ['ĐB', '11', 'weak'], ['DB', '11', 'weak'], ['DL', '66', 'weak'], ['ĐL', '66', 'weak'], ['DN', '48 75 68', 'weak'], ['ĐN', '48 75 68', 'weak'], ['DT', '82', 'weak'], ['ĐT', '82', 'weak'], ['GL', '52', 'weak'], ['HB', '25', 'weak'], ['HD', '31', 'weak'],
  ['HG', '08 92', 'weak'], ['HT', '42', 'weak'], ['HY', '33', 'weak'], ['KG', '91', 'weak'], ['KH', '56', 'weak'], ['KT', '51', 'weak'], ['LA', '80', 'weak'], ['LC', '12 15', 'weak'], ['LĐ', '68', 'weak'], ['LD', '68', 'weak'], ['LS', '20', 'weak'],
  ['NA', '40', 'weak'], ['NB', '37', 'weak'], ['ND', '37', 'weak'], ['NĐ', '37', 'weak'], ['NT', '56', 'weak'], ['PT', '25', 'weak'], ['PY', '66', 'weak'], ['QB', '44', 'weak'], ['QN', '22 48 51', 'weak'], ['QNam', '48'], ['QNinh', '22'], ['QNgai', '51'], ['QT', '44', 'weak'],
  ['SL', '14', 'weak'], ['ST', '92', 'weak'], ['TB', '33', 'weak'], ['TG', '82', 'weak'], ['TH', '38', 'weak'], ['TN', '19 80', 'weak'], ['TQ', '08', 'weak'], ['TV', '86', 'weak'], ['VL', '86', 'weak'], ['VP', '25', 'weak'], ['YB', '15', 'weak'],
];

/**
 * Places everyone knows that are no unit, each with the province it lies in; as of 2026-11-22, common knowledge, to be
 * checked by a native reader. Only what lies wholly in one province of today, or with all it touches.
 */
export const LANDMARKS: ReadonlyArray<readonly [name: string, provinces: string, certainty?: 'weak']> = [
  ['chợ Bà Chiểu', '79'], ['Pouyuen', '79'], ['Pou Yuen', '79'], ['ngã tư Bảy Hiền', '79'], ['ngã tư Hàng Xanh', '79'], ['ngã tư An Sương', '79'], ['chợ Bến Thành', '79'], ['cảng Cát Lái', '79'], ['phà Cát Lái', '79 75'], ['KCN Sóng Thần', '79'], ['khu công nghiệp Sóng Thần', '79'], ['khu chế xuất Tân Thuận', '79'],
  ['chợ Đồng Xuân', '01'], ['bến xe Nước Ngầm', '01'], ['Hỏa Lò', '01'], ['bến xe Niệm Nghĩa', '31'], ['cửa khẩu Cầu Treo', '42'], ['đồn biên phòng Cầu Treo', '42'], ['KCN Đình Vũ', '31'], ['KCN Nomura', '31'], ['KCN Tràng Duệ', '31'], ['KCN Đình Trám', '24'], ['KCN Quang Châu', '24'], ['KCN Vân Trung', '24'], ['KCN Bá Thiện', '25'], ['KCN Khai Quang', '25'], ['KCN Tân Tạo', '79'], ['KCN Trà Nóc', '92'], ['KCN Điện Nam Điện Ngọc', '48'], ['Dung Quất', '51'], ['Vũng Áng', '42'],
  ['ga Vinh', '40'], ['chợ Vinh', '40'], ['Cát Bà', '31'], ['đảo Cô Tô', '22'], ['đảo Lý Sơn', '51'], ['đảo Phú Quý', '68'], ['cầu Bãi Cháy', '22'],
  ['chợ Bình Điền', '79'], ['chợ đầu mối Thủ Đức', '79'], ['chợ Hạnh Thông Tây', '79'], ['chợ Bà Hoa', '79'], ['chợ An Đông', '79'], ['chợ Kim Biên', '79'], ['chợ Xóm Chiếu', '79'], ['Bà Chiểu', '79'], ['Bà Quẹo', '79'], ['Hàng Xanh', '79'], ['Bảy Hiền', '79'], ['An Sương', '79'], ['cầu Bình Triệu', '79'], ['cầu Sài Gòn', '79'], ['cầu Tham Lương', '79'], ['ngã tư Bốn Xã', '79'], ['khu Tên Lửa', '79'], ['rạch Xuyên Tâm', '79'], ['Cát Lái', '79'], ['Thanh Đa', '79'], ['Lăng Cha Cả', '79'], ['Đầm Sen', '79'],
  ['chợ Long Biên', '01'], ['bến xe Yên Nghĩa', '01'], ['Ngã Tư Sở', '01'], ['Giảng Võ', '01'], ['cầu Chương Dương', '01'], ['cầu Long Biên', '01'], ['cầu Nhật Tân', '01'], ['Times City', '01'], ['Royal City', '01'], ['Xa La', '01'],
  ['Cô Tô', '91', 'weak'], ['mỏ đá Cô Tô', '91'], ['núi Cô Tô', '91'], ['Nghi Sơn', '38'], ['Chu Lai', '48'], ['Nhân Cơ', '68'],
  ['Lagi', '68'], ['hồ Lắk', '66'], ['Vàm Nao', '91'], ['cảng Sa Kỳ', '51'], ['Sa Kỳ', '51'], ['vịnh Vân Phong', '56'], ['cù lao Xanh', '52'], ['cầu Bồng Sơn', '52'], ['cầu Tuyên Sơn', '48'], ['KCN Hòa Khánh', '48'], ['khu công nghiệp Hòa Khánh', '48'], ['hồ Dầu Tiếng', '80 79'], ['cầu Cần Thơ', '92 86'], ['cầu Mỹ Thuận', '82 86'],
  // Islands, river mouths, ports and bays.
  ['Cù lao Chàm', '48'], ['Hòn Nghệ', '91'], ['Nam Du', '91'], ['Thổ Chu', '91'], ['Thổ Châu', '91'], ['Hòn Sơn', '91'], ['Lại Sơn', '91'], ['Hòn Đốc', '91'], ['Cù lao Giêng', '91'], ['Cồn Phụng', '86'], ['Quan Lạn', '22'], ['Ngọc Vừng', '22'], ['Tuần Châu', '22'], ['Hòn Mê', '38'], ['đảo Bình Ba', '56'], ['đảo Bình Hưng', '56'], ['Hòn Khoai', '96'], ['Hòn Chuối', '96'], ['cửa Gianh', '44'], ['cửa Sót', '42'], ['cửa Hội', '40'], ['cửa Tùng', '44'], ['cửa Tư Hiền', '46'], ['cửa Đại', '48 51'], ['cửa Đề Gi', '52'], ['lạch Bạng', '38'], ['cảng Lạch Bạng', '38'], ['lạch Trường', '38'], ['lạch Quèn', '40'], ['lạch Vạn', '40'], ['Hòn La', '44'], ['Vũng Chùa', '44'], ['Chân Mây', '46'], ['phá Tam Giang', '46'], ['đầm Cầu Hai', '46'], ['cảng Tiên Sa', '48'], ['Nam Ô', '48'], ['Sa Huỳnh', '51'], ['đầm Thị Nại', '52'], ['Vũng Rô', '66'], ['vịnh Xuân Đài', '66'], ['đầm Ô Loan', '66'], ['Ninh Chữ', '56'], ['Bãi Dài Cam Ranh', '56'], ['Phan Rí', '68'], ['Long Hải', '79', 'weak'], ['Hồ Tràm', '79'], ['Rạch Gốc', '96'], ['Gành Hào', '96'], ['Xẻo Nhàu', '91'], ['Tắc Cậu', '91'], ['Bà Lụa', '91', 'weak'],
  ['Đình Vũ', '31'], ['Tràng Duệ', '31'], ['Hạ Lý', '31'], ['Thượng Lý', '31'], ['Lạch Tray', '31'], ['bến Bính', '31'], ['phà Gót', '31'], ['cầu Rào', '31'], ['Bãi Cháy', '22'], ['Hòn Gai', '22'], ['Hồng Gai', '22'], ['Vàng Danh', '22'], ['Cái Rồng', '22'],
  // Crossings and bridges; those called after a town where their road leads lie elsewhere, so most people ask twice.
  ['ngã ba Vũng Tàu', '75', 'weak'], ['ngã ba Ba La', '01'], ['ngã tư Vũng Tàu', '75', 'weak'], ['ngã tư Bình Phước', '79', 'weak'], ['cầu Rạch Miễu', '82 86'], ['cầu Vàm Cống', '82 92'], ['cầu Cao Lãnh', '82'], ['cầu Đại Ngãi', '92 86'], ['cầu Hàm Luông', '86'], ['cầu Cổ Chiên', '86'], ['cầu Cái Khế', '92'], ['cầu Bến Lức', '80'], ['cầu Đồng Nai', '75 79'], ['cầu Phú Mỹ', '79'], ['cầu Bến Thủy', '40 42'], ['cầu Bạch Đằng', '22 31', 'weak'], ['cầu Nhật Lệ', '44'], ['cầu Trà Khúc', '51'], ['cầu Đà Rằng', '66'], ['cầu Trường Tiền', '46'], ['cầu Hiền Lương', '44'], ['cầu Thanh Trì', '01'], ['cầu Vĩnh Tuy', '01'], ['cầu Thăng Long', '01'],
  // Hospitals and bus stations the whole country travels to: nobody's home, so never certain.
  ['bệnh viện Chợ Rẫy', '79', 'weak'], ['bv Chợ Rẫy', '79', 'weak'], ['Chợ Rẫy', '79', 'weak'], ['bệnh viện Từ Dũ', '79', 'weak'], ['bv Từ Dũ', '79', 'weak'], ['bệnh viện Bạch Mai', '01', 'weak'], ['bv Bạch Mai', '01', 'weak'], ['bệnh viện Việt Đức', '01', 'weak'], ['bv Việt Đức', '01', 'weak'], ['bến xe Ngã Tư Ga', '79'],
  // Border gates.
  ['Tây Trang', '11'], ['Ma Lù Thàng', '12'], ['Lóng Sập', '14'], ['Na Mèo', '38'], ['cửa khẩu Nậm Cắn', '40'], ['Cha Lo', '44'], ['La Lay', '44'], ['A Đớt', '46'], ['Bờ Y', '51'], ['cửa khẩu Lệ Thanh', '52'], ['Bu Prăng', '68'], ['Xa Mát', '80'], ['cửa khẩu Bình Hiệp', '80'], ['Dinh Bà', '82'], ['cửa khẩu Thường Phước', '82'], ['cửa khẩu Vĩnh Xương', '91'], ['Xà Xía', '91'], ['Cốc Nam', '20'], ['Chi Ma', '20'], ['Tà Lùng', '04'], ['Sóc Giang', '04'], ['Hoành Mô', '22'],
  // Markets.
  ['chợ Rồng Nam Định', '37'], ['chợ Viềng', '37'], ['chợ Đông Ba', '46', 'weak'], ['chợ An Cựu', '46'], ['chợ Đầm Nha Trang', '56'], ['Kỳ Lừa', '20'], ['chợ Kỳ Lừa', '20'], ['chợ Đông Kinh', '20'], ['chợ Mơ', '01'], ['chợ Ninh Hiệp', '01'], ['bến Ninh Kiều', '92'], 
];

/** Industrial zones by today's province, as the boards of the zones list them; of names borne twice (VSIP, Amata, Hòa Phú) none. */
export const INDUSTRIAL_ZONES: ReadonlyArray<readonly [province: string, names: string]> = [
  ['79', 'Vĩnh Lộc|Lê Minh Xuân|Hiệp Phước|Tây Bắc Củ Chi|Linh Trung|Linh Trung 1|Linh Trung 2|Cát Lái|Bình Chiểu|An Hạ|Mỹ Phước|Mỹ Phước 1|Mỹ Phước 2|Mỹ Phước 3|Đồng An|Việt Hương|Nam Tân Uyên|Bàu Bàng|Rạch Bắp|Đất Cuốc|Cái Mép|Đông Xuyên|Châu Đức|Phú Mỹ|Tân Thuận'],
  ['75', 'Biên Hòa|Long Bình|Long Thành|Nhơn Trạch|Tam Phước|Loteco|Giang Điền|Bàu Xéo|Hố Nai|Sông Mây|Chơn Thành|Minh Hưng'],
  ['80', 'Long Hậu|Tân Đức|Xuyên Á|Đức Hòa|Tân Kim|Thuận Đạo|Phước Đông|Trảng Bàng|Linh Trung 3|Thành Thành Công|Cầu Tràm'],
  ['82', 'Mỹ Tho|Tân Hương|Long Giang|Sa Đéc'], ['86', 'Giao Long|An Hiệp|Long Đức'], ['92', 'Hưng Phú|Tân Phú Thạnh'], ['91', 'Thạnh Lộc'], ['96', 'Khánh An'],
  ['01', 'Bắc Thăng Long|Quang Minh|Phú Nghĩa|Nội Bài'], ['24', 'Yên Phong|Quế Võ|Tiên Sơn|Song Khê'], ['19', 'Yên Bình|Điềm Thụy|Sông Công'], ['33', 'Phố Nối'], ['31', 'Đại An|Phúc Điền|Nam Sách|Lai Vu|Tân Trường|Đồ Sơn'],
  ['37', 'Hòa Xá|Đồng Văn|Khánh Phú|Gián Khẩu|Bảo Minh|Châu Sơn'], ['25', 'Thụy Vân|Bình Xuyên|Lương Sơn'], ['22', 'Cái Lân|Đông Mai|Hải Yên|Texhong'], ['38', 'Lễ Môn|Hoàng Long|Nghi Sơn'], ['40', 'Bắc Vinh|Nam Cấm'], ['46', 'Phú Bài'], ['48', 'Liên Chiểu|Hòa Cầm|Tam Thăng'], ['51', 'Quảng Phú|Tịnh Phong'], ['52', 'Phú Tài|Nhơn Hội|Trà Đa'], ['56', 'Suối Dầu'], ['68', 'Lộc Sơn|Tâm Thắng'],
];

/**
 * More landmarks by today's province: quarters, markets, crossings, bridges, ports, passes, lakes and border gates; as of
 * 2026-11-23, common knowledge, to be checked by a native reader. None is borne by an old or new unit elsewhere.
 */
export const LANDMARKS_OF: ReadonlyArray<readonly [province: string, names: string]> = [
  ['01', 'khu đô thị Văn Phú|khu đô thị Việt Hưng|khu đô thị Splendora|Ciputra|khu đô thị Ciputra|Vinhomes Smart City|Vinhomes Riverside|Goldmark City|Kim Văn Kim Lũ|Nam Trung Yên|khu tập thể Kim Liên|khu tập thể Trung Tự|khu tập thể Nam Đồng|chợ Phùng Khoang|cầu Đông Trù|ngã tư Nhổn|Láng Hòa Lạc|chùa Trấn Quốc|khu công nghệ cao Hòa Lạc|KCN Nam Thăng Long'],
  ['04', 'Pác Bó|đèo Mã Phục|đèo Khau Cốc Chà|cửa khẩu Lý Vạn'],
  ['08', 'sông Nho Quế|Mã Pí Lèng|dốc Bắc Sum|KCN Long Bình An'],
  ['11', 'đèo Tằng Quái|A Pa Chải'],
  ['12', 'thủy điện Bản Chát'],
  ['14', 'sân bay Nà Sản|Nà Sản|chợ Rặng Tếch|cửa khẩu Nà Cài'],
  ['15', 'bản Cát Cát|cửa khẩu Kim Thành|cầu Tuần Quán|ngã ba Ba Khe|đèo Khau Phạ|mỏ Sin Quyền|Mường Lò'],
  ['19', 'hồ Núi Cốc|cầu Gia Bẩy|ngã ba Mỏ Bạch|ga Lưu Xá|mỏ Núi Pháo'],
  ['20', 'núi Tô Thị|chợ Giếng Vuông|cửa khẩu Tân Thanh|cửa khẩu Bản Chắt|cửa khẩu Bình Nghi|đèo Sài Hồ|sông Kỳ Cùng'],
  ['22', 'cảng Cái Lân|cảng Ao Tiên|Loong Toòng|chùa Ba Vàng|cầu Bắc Luân|cửa khẩu Bắc Phong Sinh|KCN Việt Hưng'],
  ['24', 'đền Bà Chúa Kho|chùa Bút Tháp|hồ Khuôn Thần|sân bay Kép'],
  ['25', 'đền Thác Bờ|hồ Đại Lải|đèo Thung Khe|KCN Phú Hà'],
  ['31', 'ngã ba Tiền Trung|Lạch Huyện|đảo Vũ Yên|vịnh Lan Hạ|KCN Nam Cầu Kiền'],
  ['33', 'cầu Triều Dương|KCN Thăng Long II|KCN Gia Lễ|KCN Phúc Khánh|KCN Cầu Nghìn|KCN Liên Hà Thái'],
  ['37', 'chùa Bái Đính|cầu Đoan Vĩ|cầu Đò Quan'],
  ['38', 'cầu Đò Lèn|cảng Lễ Môn|cửa khẩu Tén Tằn|KCN Đình Hương|KCN Tây Bắc Ga'],
  ['40', 'ngã ba Quán Bánh|ngã ba Yên Lý|thủy điện Bản Vẽ|thủy điện Hủa Na|thủy điện Khe Bố'],
  ['42', 'ngã ba Đồng Lộc|ngã ba Khe Giao|ngã ba Linh Cảm'],
  ['44', 'sân bay Tà Cơn|sông Nhật Lệ|đèo Lý Hòa'],
  ['46', 'chợ Bến Ngự|chùa Thiên Mụ|núi Ngự Bình|cầu Tràng Tiền|cầu Chợ Dinh|dốc Nam Giao|đèo Phú Gia|đèo Phước Tượng|cửa khẩu Hồng Vân'],
  ['48', 'cầu Sông Hàn|cầu Trần Thị Lý|phố cổ Hội An|ngã ba Huế|ngã ba Hòa Cầm|ngã ba Cây Cốc|cầu Bà Rén|Túy Loan|cảng Kỳ Hà|hồ Phú Ninh|trại tạm giam Hòa Sơn'],
  ['51', 'núi Thiên Ấn|cầu Kon Klor|cầu Cổ Lũy|đèo Vi Ô Lắc|thủy điện Plei Krông'],
  ['52', 'ngã tư Diệp Kính|đèo Tô Na'],
  ['56', 'vịnh Vĩnh Hy|khu đô thị Mỹ Gia|khu đô thị VCN|đèo Rù Rì|ga Tháp Chàm|cảng Hòn Khói|KCN Du Long'],
  ['66', 'Dray Nur|nhà thờ Mằng Lăng|ngã ba Duy Hòa|đèo Quán Cau|sân bay Đông Tác|cửa khẩu Đắk Ruê'],
  ['68', 'núi Tà Cú|Finôm|Phi Nôm|Tân Rai|sân bay Liên Khương|nhiệt điện Vĩnh Tân|cửa khẩu Đắk Peur|KCN Phú Hội'],
  ['75', 'ngã tư Tam Hiệp|ngã tư Amata|cầu Hóa An|ngã ba Thái Lan|cù lao Phố|núi Chứa Chan|núi Bà Rá|cảng Gò Dầu|cửa khẩu Hoa Lư|cửa khẩu Hoàng Diệu|KCN Gò Dầu|KCN Ông Kèo'],
  ['79', 'cư xá Đô Thành|cư xá Lữ Gia|cư xá Bắc Hải|cư xá Phú Lâm|Vinhomes Grand Park|Vinhomes Central Park|khu đô thị Sala|Vạn Phúc City|khu dân cư Trung Sơn|Celadon City|An Phú An Khánh|khu dân cư Conic|Thị Nghè|Rạch Chiếc|chợ Nhật Tảo|chợ hoa Hồ Thị Kỷ|ngã sáu Phù Đổng|vòng xoay Dân Chủ|ngã tư Bình Thái|ngã tư Thủ Đức|ngã tư 550|ngã tư Sở Sao|ngã tư Trung Chánh|ngã tư Miếu Ông Cù|vòng xoay Phú Lâm|phà Bình Khánh|ga Hòa Hưng|đảo Thạnh An|Cái Mép Thị Vải|cảng Cái Mép|cảng Hiệp Phước'],
  ['80', 'núi Bà Đen|chợ Gò Đen|Gò Đen|Kà Tum|ngã ba Mít Một|cửa khẩu Tân Nam|cửa khẩu Phước Tân|KCN Tân Đô|KCN Hải Sơn|KCN Vĩnh Lộc 2|KCN Phú An Thạnh'],
  ['82', 'ngã ba Trung Lương|cù lao Thới Sơn|KCN Trần Quốc Toản'],
  ['86', 'phà Đình Khao|phà Cổ Chiên|ngã tư Tú Điền|KCN Cổ Chiên'],
  ['91', 'phà Châu Giang|cửa khẩu Khánh Bình|cù lao Ông Hổ|đảo Hải Tặc|cảng An Thới|cảng Bãi Vòng'],
  ['92', 'chợ Bãi Xàu|khu dân cư Hồng Phát|khu dân cư 586|khu dân cư 91B|khu dân cư Thới Nhựt|Trà Men|cù lao Tân Lộc|Lung Ngọc Hoàng|chùa Chén Kiểu|KCN An Nghiệp'],
  ['96', 'đầm Thị Tường|nhà thờ Tắc Sậy|nhà thờ Cha Diệp'],
];
