// biome-ignore-all format: lists of phrases read better in rows.
/** Everyday senses of alarming words: what they cover is read no further for signals. */
export const HARMLESS: readonly string[] = [
  'đánh (giá|số|bắt|đề|bài|bạc|bạch|cá|giấy|máy|mất|rơi|lô|thuế|dấu|răng|vần|bóng|đàn|cược|thức|liều|lừa|tráo|trống|cờ|bom|giặc|mỹ|pháp|cắp|trộm|đồng|đổi|đu|golf|cầu|văn bản|chữ|lưới|vảy|móng|phấn|điện|xe|xập xám|tiến lên|phỏm|tài xỉu|bida)',
  'bắt (xe|máy|đầu|cá|buộc|đền|tay|sóng|gặp|mạch|chuyến|ốc|chước|trộm|kịp|nguồn|bẻ|nhịp|mối|quen|chuyện|lỗi|phạt|chuột|gà|vịt|tôm|cua|rắn|wifi|đom|ép|bồi thường)',
  'bắt {me}? (nộp|ký|trả|đóng|đền|làm|đi lại|phải|bồi thường|chờ|viết|mua|chịu|học|nghỉ|tăng ca|lên xuống|chạy|xếp hàng|khai|bù|ở lại|hoàn|thôi)',
  'chưa (bắt|tìm) được', '(không|ko) bắt được', 'bắt được (kẻ|thủ phạm|trộm|nó)',
  'bắt nó đi', 'bắt lỗi', 'người bị (bắt|tạm giữ|tạm giam|giam) (có|thì|được)', '(vụ|tội|vì|về việc) đánh nhau', 'giảm (lương|giá|án|nghèo|đau|trừ|tiền|trợ|sút|thuế|biên)', 'chấp hành án', 'sức ép', 'bắt nạt', 'bán (đất|nhà|lúa|hàng|xe|vàng|cà phê|sầu riêng|heo|bò|trâu|gà|tôm|cá|rẫy|ruộng|vườn|mủ|tiêu|vé số|mì|bún|nước|đồ|trái cây|rau|hết)', '# cây vàng', '# cây', 'dọa _3 (tung|đăng|phát tán|gửi|up) ', 'chặt (trộm|cây|hết|phá|dừa|keo|chém)',
  '(giữ|tạm giữ|thu giữ|bắt|giam|bắt giữ|tịch thu|thu|cầm|giam giữ) (luôn|hết|lại|cả)? {thing}', '{thing} _4 bị _3 (giữ|tạm giữ|bắt|giam|thu giữ|tịch thu)', '{thing} _2 (đang|còn) (bị|tạm) giữ', '(giữ|giam) (chân|lương|bảng lương|tiền|cọc|sổ bảo hiểm|bằng|giấy)',
  'giữ (con|gìn|nguyên|im|chỗ|lời|liên lạc|thái độ|bí mật|trật tự|trẻ|xe|kỷ luật|hộ|giúp|thẻ|khoảng)',
  '(mệt|khổ|tức|buồn cười|đói|rầu|nóng|cực|chán|ngán|nản|lạnh|đau|buồn|khó chịu|bực) (muốn|đến|gần|như|mà) chết', '(sống|khổ|cực) như chết', 'chết (hụi|dở|đói|cười|mê|lặng|máy|tên|vốn|tiền|thật|rồi|cha|bà|điếng|trân|toi)', 'muốn chết với',
  'từ từ (trả|tính|rồi|làm|xem|giải quyết|cũng|mà|thôi|sẽ|góp|đóng)', '(lãi|lời|giá|phí|thuế|nợ) _2 (bóp|cắt|siết|cứa|thắt) _1 cổ', 'đổ xăng (xe|cho xe|ở|tại|cây|đi|rồi|mà|bị|gian|thiếu)', 'dao (cạo|kéo)', 'giết người không dao', '(siết|xiết) (mất|hết|luôn|lấy)? (nhà|căn nhà|xe|đất|nợ|đồ|sổ|rẫy|ruộng|vườn|máy|tài sản|hàng|trâu|bò|ghe|lương)',
  'giết (mổ|heo|lợn|gà|bò|trâu|vịt|chó|thịt|thời gian|sâu|chết sâu)', 'giết người (đi tù|thì|bị|mấy|bao|phạt|là)', 'tội giết người (đi|bị|thì|mấy)',
  'không sống nổi', 'sống không nổi',
  '(cấp|nghiên|tra) cứu', 'cứu (trợ|hộ|hỏa|xét|tế|đói|thương|vớt|nạn|hoả|chữa)',
  'đập (lúa|nước|thủy điện|tràn|tan|bỏ)', 'xây đập', 'hồ đập',
  'tát (ao|nước|cá|đìa|mương)', 'xe đạp', 'đạp (xe|điện|phanh|thắng)',
  'chém (giá|gió|đẹp|đắt)', 'chém _2 # (ngàn|nghìn|k|triệu|đồng)',
  'đâm (đơn|xe|vào xe|đầu|ra|chồi|phải)', '(xe|ô tô|xe máy|xe tải|tàu|container) _3 (đâm|tông|đụng|húc|đá)', '(bị|do) (xe|ô tô|tàu|ghe) _2 (đâm|tông|đụng|cán)',
  'bán con (bò|trâu|lợn|heo|gà|dê|ngựa|chó|xe|đường|cá)', 'bán con #', 'nhốt (gà|heo|trâu|bò|chó|lợn|vịt|xe)',
  'bắt cóc _6 (năm trước|hồi)', 'tòa nhà', 'đá (bóng|banh|gà)', 'cắn (răng|rơm|cỏ)', '(chó|rắn|ong|mèo) _4 cắn', 'quất (cảnh|tết)', 'trói (buộc)', 'dập (ngón|tay)', 'máy dập',
  'cháy (máy|nhà|túi|tài khoản|hàng|vé)', 'trúng (quả|gió)', 'xử (lý|dụng|sự|phạt)', 'tự xử', 'đá (xây|hộc|granit|ong)', 'nghĩa vụ quân sự', 'giường', 'dao động', 'dao kéo', 'búa đóng', 'chồng (lên|chéo|bát|sách|lấn|hồ sơ)', 'cấp _3 chồng', 'tước (đoạt)', 'roi vọt', 'bán (mình|thân) cho',
];
/** What puts a deed of violence far back; within one sentence. */
export const LONG_PAST: readonly string[] = [
  'hồi trước', 'hồi nhỏ', 'hồi xưa', 'hồi đó', 'hồi còn nhỏ', 'hồi bé', 'ngày xưa', 'ngày trước', 'ngày bé', 'lúc nhỏ', 'năm ngoái', 'năm kia', '# năm trước', '(hai|ba|bốn|năm|mười|mấy|nhiều|vài|chục) năm trước', 'cách đây (#|mấy|hai|ba|bốn|năm|mười|vài) năm', 'cách đây _2 năm', 'trước đây', 'xưa', 'lâu rồi', 'đã lâu', 'năm #', 'chiến tranh', 'thời (chiến|pháp|mỹ|bao cấp|trẻ)', 'từ (đời|thời)', 'trước kia', 'từ xưa',
];
/** What says that it goes on, past or not. */
export const STILL: readonly string[] = ['hoài', 'vẫn', 'vẫn còn', 'lại đánh', 'từ năm', 'từ đầu năm', 'hôm qua', 'tối qua', 'hồi tối', 'hồi khuya', 'sáng nay', 'đêm qua', 'vừa', 'vừa mới', 'đang', 'hôm nay', 'tiếp tục', 'thường xuyên', 'liên tục', 'suốt', 'bây giờ nó', 'mới đây', 'tới giờ', 'đến giờ', 'đến nay', 'tuần này', 'mới trốn', 'tới bây giờ'];
/** What says that a danger to life is one of these days. */
export const PRESENT: readonly string[] = ['giờ', 'bây giờ', 'nay', 'hôm nay', 'tối nay', 'mới', 'hồi nãy', 'nãy', 'mấy bữa nay', 'mấy hôm nay', 'hoài', 'cứ', 'lại', 'mai', 'sẽ'];
export const NEGATORS: readonly string[] = ['không', 'chưa', 'chẳng', 'chả', 'đừng', 'không có', 'không hề', 'chưa từng', 'chưa bao giờ', 'đâu có', 'không còn'];
