extern alias generator;

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using generator::NormGen.Generator.Frontend;
using NormGen.Kernels.Tests.Drawn;
using NormGen.Kernels.Tests.Tiers;

namespace NormGen.Kernels.Tests.Mutants;

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>No code came of it: a mistake that nobody could make.</summary>
    Stillborn,

    /// <summary>A result past its bound, an access outside a tensor, or a call that does not end.</summary>
    Killed,

    /// <summary>All results are within their bounds, with other bits: snapshots of the generated text see it, and tiers that differ.</summary>
    OtherBits,

    /// <summary>Every bit is as it was.</summary>
    SameBits,
}

/// <summary>A kernel's file with one mistake in it.</summary>
/// <param name="Subject">The kernel.</param>
/// <param name="What">The mistake.</param>
/// <param name="Write">Makes the text of its file, for a namespace.</param>
internal sealed record Mutant(Subject Subject, string What, Func<string, string> Write)
{
    // Kernels are so small that their tests take a second or so; one that runs on has lost its way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // Enough for every size to come after every other, so that what one call leaves behind meets the next.
    private const string Elements = "200000";

    /// <summary>Compiles it and runs it on every kind of data.</summary>
    /// <param name="sound">The hash of the kernel without a mistake.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public async Task<Fate> Try(ulong sound, CancellationToken cancellation)
    {
        try
        {
            var result = await Run(Subject, Write, cancellation);
            return result is null ? Fate.Stillborn : result.Error.Length > 0 ? Fate.Killed : result.Hash == sound ? Fate.SameBits : Fate.OtherBits;
        }
        catch (Exception gone) when (gone is TimeoutException or Xunit.Sdk.XunitException)
        {
            return Fate.Killed;
        }
    }

    /// <summary>Runs a kernel whose file is written anew; null where it does not compile.</summary>
    public static async Task<DrawnResult?> Run(Subject subject, Func<string, string> write, CancellationToken cancellation)
    {
        var file = Path.Combine(Path.GetTempPath(), $"NormGen.Mutant.{Guid.NewGuid():N}.dll");
        try
        {
            string text;
            try
            {
                text = write(KernelNamespace.Of(Path.GetFileNameWithoutExtension(file)));
            }
            catch (Exception refused) when (refused is InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException)
            {
                return null;
            }

            string? Rewrite(string name) => name == subject.Kernel.HintName ? text : null;
            var said = DrawnAssembly.Write(file, [subject.Attribute], checkOverflow: false, Rewrite, cancellation);
            return said.Count > 0
                ? null
                : DrawnProbe.Read(await ChildProcess.Run(DrawnProbe.Argument, Patience, (DrawnProbe.AssemblyVariable, file), (DrawnProbe.ElementsVariable, Elements))).Single();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
