/** Syllables of everyday messages: they guide the cut where blanks are missing (`onhatoi` is `o nha toi`, not `on ha toi`). */
export const COMMON_SYLLABLES: ReadonlySet<string> = new Set(
  (
    'cty ck vk ko dc ng a ai an anh ao ba ban bao bay be ben bi bo bon bong buoc ca cac cach cai can cap cau cay cha chan ' +
    'chau chay chet chi chia chiem chinh cho chong chu chua chung co coc con cong cu cua cung cuoi cuu da ' +
    'dang danh dao dap dat day de dem den di dia dinh do doa doan doi don dong du dua duoc duoi duong e ' +
    'em gai gap gay ghe gi gia giam giao giay giet gio giu giup gui ha hai han hang hay het hiep hinh ho ' +
    'hoai hoi hom hon hong hop hua huyen kem khac khan khi khoc khoi khong kien ko ky la lai lam lan lang ' +
    'lap lay len li lo loi long lua luat luong ma mai mat may me mien minh mo moi mot mua muon muoi my ' +
    'nam nay ne nen neu ngan ngay nghe nghi nghia nghiep ngheo ngoai nguoi nha nhan nhieu nho nhu nhung ' +
    'no noi nop o oi ong phai phap phat phong phu phuong quan quang que quyet quyen ra rat roi ruong sai ' +
    'sang sao sau so song sua suc suot ta tai tam tao tat tay the thang thanh them theo thi thoi thong ' +
    'thu thua thue thuoc tien tinh to toa toi tra tranh tri tro troi trom tron trong tru truoc truong tu ' +
    'tui tuoi tuong tuyen u uong ve vi viec viet vo voi vu vua xa xe xin xu xuat xuong y yeu '
  )
    .trim()
    .split(' '),
);
