using System.Collections.Immutable;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using NormGen.Bench.Compiling;

namespace NormGen.Bench.Size;

/// <summary>What a layer weighs before it runs, in bytes.</summary>
/// <param name="KernelText">Its kernel's file, which equal layers share.</param>
/// <param name="LayerText">Its own file.</param>
/// <param name="Il">The instructions of all their methods, for every instruction set.</param>
internal sealed record LayerSize(int KernelText, int LayerText, int Il)
{
    public static LayerSize Of(GeneratedFiles files) =>
        new(Encoding.UTF8.GetByteCount(files.Kernel), Encoding.UTF8.GetByteCount(files.Layer), IlBytes(files.Emit(files.Kernel)));

    private static int IlBytes(byte[] assembly)
    {
        using var file = new PEReader(ImmutableArray.Create(assembly));
        var metadata = file.GetMetadataReader();
        return metadata.MethodDefinitions
            .Select(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress)
            .Where(address => address != 0)
            .Sum(address => file.GetMethodBody(address).GetILReader().Length);
    }
}
