; Inno Setup 6: the installer for Windows, of the bundle in dist\desk-app\.
; NOT TRIED: no Windows was at hand. On Windows, with Python 3.11 or newer and Inno Setup 6:
;     python packaging\set_up.py package      (with DESK_APP_VENV=.venv-package)
;     .venv-package\Scripts\pyinstaller --noconfirm --distpath dist --workpath build packaging\desk-app.spec
;     iscc /DVersion=0.1.0 packaging\windows\desk-app.iss
; Devices need no driver of ours: a HID POS scanner and a serial port are Windows' own; a scanner that is
; reached over libusb needs WinUSB, which its maker's tool or Zadig installs.

#ifndef Version
  #error Give the version of desk_app/__init__.py: iscc /DVersion=...
#endif

[Setup]
AppId={{6E2B7E0C-4B57-4C38-9C0B-7D0F3E0B6A11}
AppName=Balie (desk_app)
AppVersion={#Version}
AppPublisher=desk_app
DefaultDirName={autopf}\desk-app
DefaultGroupName=Balie
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputDir=..\..\dist
OutputBaseFilename=desk-app-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
UninstallDisplayIcon={app}\desk-app.exe

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; A library that a newer bundle no longer has must not stay behind it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\desk-app\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "..\desk-app.example.toml"; DestDir: "{app}\voorbeelden"; Flags: ignoreversion
Source: "..\library.example.toml"; DestDir: "{app}\voorbeelden"; Flags: ignoreversion

[Icons]
Name: "{group}\Balie"; Filename: "{app}\desk-app.exe"; Parameters: "run"
Name: "{group}\Balie (demo)"; Filename: "{app}\desk-app.exe"; Parameters: "demo"
Name: "{autodesktop}\Balie"; Filename: "{app}\desk-app.exe"; Parameters: "run"; Tasks: desktopicon

[Run]
Filename: "{app}\desk-app.exe"; Parameters: "demo"; Description: "Balie (demo) openen"; Flags: nowait postinstall skipifsilent unchecked
