using System;
using System.Threading.Tasks;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>What a child process with no settings reports; the others are held against it.</summary>
public sealed class DefaultTier
{
    private readonly Lazy<Task<TierReport>> report = new(async () => TierReport.Read(await ChildProcess.Run(TierProbe.Argument)));

    internal Task<TierReport> Report => report.Value;
}
