using System;
using System.Linq;
using System.Threading.Tasks;
using NormGen.Kernels.Tests.Drawn;
using NormGen.Kernels.Tests.Epilogues;
using NormGen.Kernels.Tests.Mutants;
using NormGen.Kernels.Tests.Tiers;
using NormGen.Runtime;
using Xunit.Runner.InProc.SystemConsole;

namespace NormGen.Kernels.Tests;

/// <summary>Runs the tests, or as one of their child processes, what that child is for.</summary>
internal static class Program
{
    /// <summary>The variable of the environment that gives a child the portable code, with whatever instructions the machine has for it.</summary>
    public const string ForcePortable = "NORMGEN_FORCE_PORTABLE";

    public static async Task<int> Main(string[] args)
    {
        if (Environment.GetEnvironmentVariable(ForcePortable) == "1")
        {
            AppContext.SetSwitch(KernelTiers.Switch, true);
        }

        switch (args.FirstOrDefault())
        {
            case TierProbe.Argument or TierProbe.SampleArgument:
                Console.WriteLine(TierProbe.Run(args[0]));
                return 0;
            case DrawnProbe.Argument:
                Console.WriteLine(DrawnProbe.Run());
                return 0;
            case MutantSurvey.Argument:
                return await MutantSurvey.Run(args[1..]).ConfigureAwait(false);
            case MachineCodeProbe.Argument:
                MachineCodeProbe.Run();
                return 0;
            default:
                return await ConsoleRunner.Run(args).ConfigureAwait(false);
        }
    }
}
