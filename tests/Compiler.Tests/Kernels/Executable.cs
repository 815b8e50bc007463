using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Generator;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>A way to run the routines of a kernel.</summary>
/// <param name="tables">How much scratch memory the kernel asks for.</param>
internal abstract class Executable(KernelTables tables)
{
    public KernelTables Tables { get; } = tables;

    /// <summary>Runs a routine, and tells how often it took statistics again in double, where that is known.</summary>
    public abstract int Run(string routine, MemoryBlock memory, IReadOnlyDictionary<string, long> sizes);

    /// <summary>The IR before lowering.</summary>
    public static Executable Virtual(KernelPlan plan) => Virtual(plan, Grouping.Whole);

    /// <summary>The IR before lowering, each step in groups of pieces, in any order, as threads may do it.</summary>
    public static Executable InGroups(KernelPlan plan, Random random) => Virtual(plan, pieces => Grouping.Any(pieces, random));

    /// <summary>The IR of an instruction set.</summary>
    public static Executable Lowered(KernelSpec spec, InstructionSet isa) => new Interpreted(
        KernelCompiler.Tables(spec),
        Routines(Scheduler.Plan(spec, isa)),
        KernelCompiler.CompileFor(spec, isa).Functions,
        (step, memory, sizes) => Interpreter.RunLowered(step, isa, memory, Workload.Epsilon, sizes),
        Grouping.Whole);

    /// <summary>The routines of a plan as the first stages build them.</summary>
    public static IReadOnlyList<Routine> Routines(KernelPlan plan) =>
        Traversal.Of(plan).Build(KernelCompiler.Programs(plan.Spec));

    /// <summary>How many pieces a step has at a call's sizes.</summary>
    public static long Pieces(Function step, IReadOnlyDictionary<string, long> sizes)
    {
        var evaluator = new IndexEvaluator();
        foreach (var (name, size) in sizes)
        {
            evaluator[name] = size;
        }

        return step.Pieces is { } pieces ? evaluator.Evaluate(pieces) : 1;
    }

    private static Interpreted Virtual(KernelPlan plan, Func<long, IEnumerable<(long From, long To)>> groups)
    {
        var routines = Routines(plan);
        return new(TablesOf(plan), routines, Routine.Functions(routines), Virtually, groups);
    }

    private static KernelTables TablesOf(KernelPlan plan) =>
        KernelTables.Of(Catalogue.Of(plan.Spec.Kind), plan.Numeric, plan.Spec.Passes);

    private static Interpreter Virtually(Function step, MemoryBlock memory, IReadOnlyDictionary<string, long> sizes) =>
        Interpreter.RunVirtual(step, memory, Workload.Epsilon, sizes);

    private sealed class Interpreted(
        KernelTables tables,
        IReadOnlyList<Routine> routines,
        IEnumerable<Function> functions,
        Func<Function, MemoryBlock, IReadOnlyDictionary<string, long>, Interpreter> run,
        Func<long, IEnumerable<(long From, long To)>> groups) : Executable(tables)
    {
        private readonly Dictionary<string, Function> byName = functions.ToDictionary(function => function.Name);

        public override int Run(string routine, MemoryBlock memory, IReadOnlyDictionary<string, long> sizes) =>
            routines.Single(r => r.Name == routine).Steps.Sum(step => groups(Pieces(step, sizes)).Sum(group =>
            {
                var all = new Dictionary<string, long>(sizes) { [Function.From] = group.From, [Function.To] = group.To, [Function.Slot] = 0 };
                return run(byName[step.Name], memory, all).Exceptions;
            }));
    }
}
