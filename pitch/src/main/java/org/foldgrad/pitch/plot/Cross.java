package org.foldgrad.pitch.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import org.knowm.xchart.style.markers.Marker;

/** An upright cross: XChart's own are so thin that their colour cannot be told. */
final class Cross extends Marker {
    private static final BasicStroke STROKE = new BasicStroke(3);

    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
        double arm = 0.7 * size;
        g.setStroke(STROKE);
        g.draw(new Line2D.Double(x - arm, y, x + arm, y));
        g.draw(new Line2D.Double(x, y - arm, x, y + arm));
    }
}
