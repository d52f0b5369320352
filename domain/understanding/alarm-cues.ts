// biome-ignore-all format: lists of words read better in rows.
/**
 * Words that alarm only together. Nobody can list every way in which a beating or an arrest is told; who is hurt, by
 * whom, with what, how afraid and how long ago is told in far fewer words. Each kind counts once.
 */
export type AlarmKind = 'injury' | 'deed' | 'doer' | 'weapon' | 'fear' | 'fresh' | 'held' | 'child' | 'authority' | 'haste' | 'away';

export const ALARM_CUES: ReadonlyArray<{ kind: AlarmKind; points: number; words: readonly string[] }> = [
  { kind: 'injury', points: 2, words: ['(vết|thương tích|bị thương|máu|gãy|bầm|tím|sưng|bỏng|phỏng|khâu|nhập viện|nằm viện|cấp cứu|ngất|xỉu|thâm|sẹo|trọng thương|chấn thương|rách|què|mù mắt|sảy thai|động thai|đau đớn|tàn phế|co giật)'] },
  { kind: 'deed', points: 2, words: ['(đánh|đập|!đấm|!tát|đạp|chém|bóp|siết cổ|nhốt|!trói|xích|lột|xé|cắt tóc|đổ nước sôi|tạt|!dội|ném|quăng|hất|xô|dìm|đốt|cấu|rượt|rạch|hiếp|sờ|sàm sỡ|hành hạ|bạo hành|ép|cưỡng|dọa|hăm|đe|chặn|phang|quất|vụt|lôi|kéo lê|giật|cướp|bỏ đói|xịt|gạ|xúc|quấy|khống chế|uy hiếp|hành hung|ngược đãi|chửi|đày đọa|bóc lột|mổ|bẻ|cạo đầu|bôi|nhục|quậy|nhồi|bịt|đè|rình|dồn|xua|đốt|đòi đâm|rượt đuổi|bẻ|kề|húc|cắn|giẫm|dẫm|trấn lột|vu|ức hiếp|bức hiếp|hạ độc|bỏ thuốc|đầu độc)'] },
  { kind: 'doer', points: 1, words: ['(chồng|bố|ba|cha|mẹ kế|dì ghẻ|dượng|bố dượng|mẹ chồng|nhà chồng|con trai|thằng con|con dâu|con rể|người yêu|bạn trai|thầy|cô giáo|chủ|hàng xóm|thằng|tụi|tụi nó|bọn|nó|xã hội đen|giang hồ|côn đồ|nhóm|bảo mẫu|ông|bà|người|đứa|anh|vợ|cậu|chú|bác|sếp|quản lý|ảnh|ổng|mẹ)'] },
  { kind: 'weapon', points: 2, words: ['(dao|rựa|búa|gậy|gạch|chai|roi|dây điện|thắt lưng|dây nịt|xăng|nước sôi|điếu cày|súng|bình gas|mã tấu|kiếm|cuốc|xẻng|kéo|côn|axit|ớt|kim|lửa|liềm|xích|cán chổi|thuốc độc|thuốc chuột|thuốc sâu|thuốc cỏ)'] },
  { kind: 'fear', points: 2, words: ['(sợ|trốn|núp|nấp|khóc|hoảng|hoảng loạn|run|lén|nhắn trộm|nhắn lén|bỏ chạy|chạy trốn|van|la hét|không dám|thoát|kêu la|ám ảnh|tuyệt vọng|bế tắc|hết đường|chịu hết nổi|không chịu nổi)'] },
  { kind: 'fresh', points: 1, words: ['(hôm qua|tối qua|hôm kia|sáng nay|hồi nãy|hồi trưa|hồi chiều|hồi tối|hồi sáng|hồi hôm|hồi khuya|đêm qua|trưa nay|chiều qua|chiều nay|vừa|mới|đang|giờ|bây giờ|bữa qua|tối nay|hoài|suốt|mấy hôm nay|mấy bữa nay|hôm nay|nãy giờ|tới giờ|đến giờ|hàng ngày|ngày nào|đêm nào|ngày nay|hôm rồi|tuần này|tháng nay|cứ|lại)'] },
  { kind: 'held', points: 2, words: ['(bắt|nhốt|giam|giam giữ|tạm giữ|khóa cửa|khóa cổng|không cho|chưa cho|chưa về|không về|chưa thấy về|mất liên lạc|mất tích|bặt tin|biệt tích|đưa đi|dẫn đi|chở đi|lôi đi|dắt đi|dẫn về|đưa về|giữ lại|bị giữ|giữ người|tắt máy|không liên lạc được|gọi không được|không gặp được|chưa được gặp|áp giải|còng|thả|chưa thả)'] },
  { kind: 'child', points: 1, words: ['(bé|trẻ|em bé|đứa bé|đứa nhỏ|con bé|thằng bé|mẫu giáo|mầm non|lớp #|tuổi|con gái|cháu|con nít|học sinh|sơ sinh|mẹ con)'] },
  { kind: 'authority', points: 1, words: ['(công an|cảnh sát|biên phòng|kiểm lâm|đồn|dân quân|điều tra|bộ đội|an ninh|dân phòng|trại)'] },
  { kind: 'haste', points: 2, words: ['(gấp|khẩn|lẹ|nhanh lên|cứu|giúp với|làm ơn|ngay lập tức|kịp|mau|trễ là)'] },
  { kind: 'away', points: 1, words: ['(trung quốc|campuchia|lào|biên giới|cửa khẩu|casino|karaoke|massage|đào vàng|bãi vàng|môi giới|tàu cá|quán|hộ chiếu|bên kia|lò gạch|xưởng|nước ngoài|bên đó|sang bên)'] },
];
/** Points from which on it is urgent; set so that the false alarms on the labelled sets stay below one in ten. */
export const ALARM_FROM = 5;

export const ACCIDENTS: readonly string[] = ['(tai nạn|tông|đụng xe|va chạm|lao động|giàn giáo|máy dập|máy cưa|bảo hiểm|lương|xe máy đâm|chó cắn|rắn cắn|điện giật|mổ nhầm|bác sĩ|công ty|lấn|sổ đỏ|sổ hồng|ly hôn đơn phương|thủ tục|giấy tờ gì)'];
