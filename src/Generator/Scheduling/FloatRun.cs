using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>The sums of one run, in float.</summary>
internal sealed class FloatRun(IrBuilder b, int terms, int chainCount, int? magnified)
{
    private readonly Value?[][] chains = [.. Enumerable.Range(0, chainCount).Select(_ => new Value?[terms])];

    /// <summary>Lets loops add to the sums: until then each is the value of an expression.</summary>
    public FloatRun Looped()
    {
        foreach (var chain in chains)
        {
            MakeVariable(chain);
        }

        return this;
    }

    /// <summary>Adds the terms of a vector, which may be part full: lanes that it has not stay as they are.</summary>
    public void Add(int chain, IReadOnlyList<Term> added, bool isPartFull)
    {
        var sums = chains[chain];
        if (isPartFull)
        {
            MakeVariable(sums);
        }

        for (var i = 0; i < terms; i++)
        {
            var term = i == magnified ? Magnify(added[i]) : added[i];
            if (sums[i] is not { } sum)
            {
                sums[i] = term.Rounded;
            }
            else if (sum.IsVariable)
            {
                b.Assign(sum, Sum(sum, term));
            }
            else
            {
                sums[i] = Sum(sum, term);
            }
        }
    }

    /// <summary>Each sum over all chains.</summary>
    public IReadOnlyList<Value> Sums() =>
    [
        .. Enumerable.Range(0, terms).Select(i => chains.Select(chain => chain[i]).OfType<Value>().Aggregate((left, right) => (left + right).Named("run"))),
    ];

    private void MakeVariable(Value?[] sums)
    {
        for (var i = 0; i < terms; i++)
        {
            sums[i] = sums[i] switch
            {
                null => b.Accumulator("sum", IrType.Floats),
                { IsVariable: true } variable => variable,
                { } sum => b.Variable("sum", sum),
            };
        }
    }

    private Term Magnify(Term term)
    {
        var last = term.Second ?? term.First;
        var larger = last * b.Constant(FloatRuns.Magnification, last.Type);
        return term.Second is null ? new(larger) : new(term.First, larger);
    }

    private Value Sum(Value sum, Term term) => term switch
    {
        { Product: { } product } => sum + product,
        { Second: { } second } => b.Fma(term.First, second, sum),
        _ => sum + term.First,
    };
}
