using System.Runtime.InteropServices;
using System.Text;

namespace Marketplace.StoreProcess;

/// <summary>Writes into the trace of the shim that is loaded before this program, if one is.</summary>
internal static unsafe class SyncShim
{
    private static readonly nint Function =
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "sync_shim_note", out var function) ? function : 0;

    internal static void Note(string text)
    {
        if (Function == 0)
            return;
        fixed (byte* bytes = Encoding.ASCII.GetBytes(text + '\0'))
            ((delegate* unmanaged<byte*, void>)Function)(bytes);
    }
}
