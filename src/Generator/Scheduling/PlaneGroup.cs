using System;
using System.Collections.Generic;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>One statistic group: numbers are scalars, and coefficients stay in them.</summary>
internal sealed class PlaneGroup(PlaneTraversal traversal, IrBuilder b, Value epsilon, Index piece, bool storesCoefficients) : GroupScope(b, epsilon)
{
    private readonly List<ChannelStage> definitions = [];
    private readonly Dictionary<Coefficient, Value> coefficients = [];
    private readonly Value count = b.Number(traversal.Runs * traversal.Run);
    private PlaneChannel? only;

    public Index Piece => piece;

    /// <summary>Where the group's first element lies.</summary>
    public Index Start { get; } = traversal.Numeric.PerSample ? b.Name("start", piece * traversal.Run) : piece * traversal.Run;

    /// <summary>The first of its channels.</summary>
    public Index FirstChannel { get; } = traversal.Numeric.Groups == 1
        ? Index.Zero
        : traversal.Numeric.PerSample
            ? b.Name("channel", piece % traversal.Numeric.Groups * traversal.Numeric.GroupChannels)
            : piece;

    public Index Sample => traversal.Numeric.Groups == 1 ? piece : piece / traversal.Numeric.Groups;

    public Moments? Moments { get; private set; }

    public override Value Count => count;

    protected override IrType NumberType => IrType.Double;

    public Value this[Coefficient coefficient] => coefficients[coefficient];

    public void Know(Moments moments) => Moments = moments with { Rstd = Rstd(moments) };

    public void Define(ChannelStage definition)
    {
        definitions.Add(definition);
        if (storesCoefficients)
        {
            ForEachChannel(_ => { });
        }
    }

    /// <summary>Visits the group's channels, each with its coefficients.</summary>
    public void ForEachChannel(Action<PlaneChannel> body)
    {
        if (traversal.Numeric.GroupChannels == 1)
        {
            body(only ??= Channel(FirstChannel, Index.Zero));
        }
        else
        {
            Builder.Loop("within", 0, traversal.Numeric.GroupChannels, 1, within =>
                body(Channel(Builder.Name("channel", FirstChannel + within), within)));
        }
    }

    protected override Value ReadEntry(Region buffer) =>
        Builder.Load(buffer, piece, buffer.IsDouble ? IrType.Double : IrType.Float);

    protected override void WriteEntry(Region buffer, Value value) => Builder.Store(buffer, piece, value);

    protected override void SetCoefficient(Coefficient coefficient, Value value) => coefficients[coefficient] = value;

    private PlaneChannel Channel(Index channel, Index within)
    {
        var scope = new PlaneChannel(traversal, this, Builder, Epsilon, channel, within, coefficients, storesCoefficients);
        definitions.ForEach(definition => definition.Then(scope));
        return scope;
    }
}
