pub struct BrokenLink; pub struct LinkCheck; pub struct LinkFault; pub struct PageLinks;
