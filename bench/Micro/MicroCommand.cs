using System.CommandLine;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NormGen.Bench.Tiers;

namespace NormGen.Bench.Micro;

/// <summary>The <c>micro</c> command: the BenchmarkDotNet classes.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        const string Description = "Run the BenchmarkDotNet classes; what follows is theirs (--list flat, --filter '*Infer*').";
        var command = new Command("micro", Description) { TierProcess.Option };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(static parsed => TierProcess.Run(parsed, () => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        // In this process: BenchmarkDotNet's own way builds a second project, which it finds only by the name of the assembly. So
        // the tier is this process's, too, and its name the job's.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithId(Registers.InstructionSet);
        var config = DefaultConfig.Instance.AddJob(job.AsDefault());
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run([.. parsed.UnmatchedTokens], config);
        var failed = summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(report => !report.Success));
        return failed ? 1 : 0;
    }
}
